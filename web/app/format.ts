// Times for the timeline's axis and tooltips, which depend on the pointer and so cannot come from core; and counted nouns.
import { grouped } from './number.ts';

const UNITS = [
  { name: 'ns', ns: 1 },
  { name: 'µs', ns: 1e3 },
  { name: 'ms', ns: 1e6 },
  { name: 's', ns: 1e9 },
] as const;

type Unit = (typeof UNITS)[number];

/** The largest unit in which the time is at least 1. */
function unitOf(ns: number): Unit {
  return UNITS.findLast(unit => Math.abs(ns) >= unit.ns) ?? UNITS[0];
}

/** A time with all its digits, at most three after the point: `5.125 ms`. */
export function exact(ns: number): string {
  const unit = unitOf(ns);
  return `${trimmed(ns / unit.ns, 3)}\u00a0${unit.name}`;
}

/** A time with every digit that was recorded: `5.125003 ms`. */
export function precise(ns: number): string {
  const unit = unitOf(ns);
  return `${trimmed(ns / unit.ns, 9)}\u00a0${unit.name}`;
}

/** A time to a few digits, for comparing at a glance: `5.13 ms`. */
export function rounded(ns: number, digits = 3): string {
  const unit = unitOf(ns);
  return `${Number((ns / unit.ns).toPrecision(digits))}\u00a0${unit.name}`;
}

/** A moment of the run in milliseconds, always to the microsecond, so that moments in a column line up. */
export function moment(ns: number): string {
  return `${(ns / 1e6).toFixed(3)}\u00a0ms`;
}

/** About `count` marks on an axis, all in one unit: their step is 1, 2 or 5 times a power of ten. */
export function ticks(from: number, to: number, count: number): { at: number; label: string }[] {
  if (!(to > from) || count < 1) return [];
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(each => each >= rough) ?? 10 * power;
  const unit = unitOf(Math.max(Math.abs(from), Math.abs(to), step));
  const digits = Math.max(0, -Math.floor(Math.log10(step / unit.ns) + 1e-9));
  const marks = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to * (1 + 1e-9); i++) {
    marks.push({ at: i * step, label: `${((i * step) / unit.ns).toFixed(digits).replace('-', '−')}\u00a0${unit.name}` });
  }
  return marks;
}

function trimmed(number: number, digits: number): string {
  return String(Number(number.toFixed(digits)));
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}
