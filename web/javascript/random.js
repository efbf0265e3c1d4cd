// Chance that can be repeated: xoshiro256++, its state filled by splitmix64, as in core/src/random.rs.

const BITS = 64;
const cut = number => BigInt.asUintN(BITS, number);
const rotated = (bits, places) => cut((bits << places) | (bits >> (64n - places)));

/** Without end, the next 64 random bits; the same seed gives the same ones. */
export function* randomBits(seed) {
  let [a, b, c, d] = splitmix64(BigInt(seed));
  for (;;) {
    yield cut(rotated(cut(a + d), 23n) + a);
    c ^= a;
    d ^= b;
    [a, b, c, d] = [a ^ d, b ^ c, c ^ cut(b << 17n), rotated(d, 45n)];
  }
}

/** The random bits of this task: unlike those of every other task and seed. */
export function randomOf(task) {
  return randomBits((BigInt(task.values.data_seed) << 32n) | BigInt(task.number));
}

/** A number below n, each equally likely. */
export function below(n, random) {
  const limit = BigInt(n);
  for (;;) {
    const product = random.next().value * limit;
    // Only the lowest few products would favour some numbers.
    if (cut(product) >= (1n << 64n) % limit) return Number(product >> 64n);
  }
}

/** The first so many random bits. */
export function take(count, random) {
  return BigUint64Array.from({ length: count }, () => random.next().value);
}

function splitmix64(seed) {
  let counter = seed;
  return Array.from({ length: 4 }, () => {
    counter = cut(counter + 0x9e3779b97f4a7c15n);
    let bits = cut((counter ^ (counter >> 30n)) * 0xbf58476d1ce4e5b9n);
    bits = cut((bits ^ (bits >> 27n)) * 0x94d049bb133111ebn);
    return bits ^ (bits >> 31n);
  });
}
