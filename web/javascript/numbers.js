// Whole numbers of 64 bits. JavaScript's own numbers are exact up to 2^53, and a BigInt is many times slower.

/** So many numbers are added before a BigInt takes their sum: for any that a program may be asked for, that sum is exact. */
export const SLICE = 10_000;

/** The sum of all numbers from `begin` up to, and without, `end`. */
export function addUp(begin, end) {
  let count = 0n;
  for (let from = begin; from < end; from += SLICE) {
    let slice = 0;
    for (let i = from; i < Math.min(from + SLICE, end); i++) slice += i;
    count += BigInt(slice);
  }
  return count;
}

/** A number that depends on every one of these, and on their order, and on those `before`: FNV-1a, 64 bit, as in core/src/checksum.rs. */
export function checksum(numbers, before = 0xcbf29ce484222325n) {
  let value = before;
  for (const number of numbers) value = BigInt.asUintN(64, (value ^ BigInt.asUintN(64, BigInt(number))) * 0x100000001b3n);
  return value;
}
