// Whole numbers as people type them and as they are shown: core's rule (`core/src/plan/number.rs`) for what is still being typed, held against
// the same table of examples. Whatever it does not read goes to core as it is, and core's sentence says what to type.

/** Between groups of digits that are shown. */
const GAP = '\u202f';

/** Marks that may stand anywhere between digits. */
const FREE = /[_\u202f]/g;
/** Marks that part groups of three digits and nothing else. */
const PARTED = /^[1-9]\d{0,2}([, \u00a0\u2007\u2009'\u2019])\d{3}(\1\d{3})*$/;
const PARTING = /[, \u00a0\u2007\u2009'\u2019]/g;

/** The whole number that was typed; `null` where it is none, could be read in two ways, or cannot be kept exactly. */
export function readNumber(typed: string): number | null {
  const [, sign = '', digits = '', power = '0'] = /^([-\u2212+]?)([^eE]*?)(?:[eE]\+?(\d+))?$/.exec(typed.trim()) ?? [];
  const free = digits.replace(FREE, '');
  const plain = PARTED.test(free) ? free.replace(PARTING, '') : free;
  if (!/^\d+$/.test(plain)) return null;
  const number = Number(`${plain}e${power}`) * (sign === '' || sign === '+' ? 1 : -1);
  // Minus nothing is nothing.
  return Number.isSafeInteger(number) ? number + 0 : null;
}

/** A whole number as it is shown: its digits in groups of three. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, GAP);
}

/** What was typed as it is shown, if it is a whole number; other text stays as it is. */
export function shownNumber(typed: string): string {
  const number = readNumber(typed);
  return number === null ? typed : grouped(number);
}
