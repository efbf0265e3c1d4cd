// Which lines of a program are lit at a moment of a replay: on each the lanes that are there. Pure.

/** `standings` of web/src/replay.rs, taken apart: of each lane its events, in their order. */
export interface Track {
  /** The fingerprint of the text that the lines are those of; 0 where that is not known. */
  source: number;
  /** By lane: the places of its events among all, and the line at each, as it was written. */
  lanes: Map<number, { events: number[]; written: number[] }>;
}

/** Where a lane is: on a line, or in the function around it. */
export interface Standing {
  lane: number;
  line: number;
  inFunction: boolean;
}

export function trackOf(standings: ArrayLike<number>): Track {
  const lanes: Track['lanes'] = new Map();
  for (let event = 0; 2 * event + 2 < standings.length; event++) {
    const [lane, written] = [standings[2 * event + 1] as number, standings[2 * event + 2] as number];
    const own = lanes.get(lane) ?? { events: [], written: [] };
    own.events.push(event);
    own.written.push(written);
    lanes.set(lane, own);
  }
  return { source: standings[0] ?? 0, lanes };
}

/** Where each lane is after so many events of all; those that are at no line of the program are left out. */
export function standingsAt({ lanes }: Track, done: number): Standing[] {
  return [...lanes].flatMap(([lane, { events, written }]) => {
    const last = written[countBelow(events, done) - 1] ?? 0;
    // A line is written twice over, and one more where the function is meant.
    return last === 0 ? [] : [{ lane, line: last >>> 1, inFunction: last % 2 === 1 }];
  });
}

/** The first lines of functions and the last: a line belongs to the one around it. */
export interface Span {
  at: number;
  to: number;
}

/** The line that stands for a place: of a function, its first. Lines that the program does not have stand for nothing. */
export function lineOf({ line, inFunction }: Standing, functions: Span[]): number | null {
  const around = functions.find(({ at, to }) => at <= line && line <= to);
  if (!around) return null;
  return inFunction ? around.at : line;
}

/** FNV-1a, 32 bit, as `fingerprint` in core/src/checksum.rs: it tells a text from other versions of it. */
export function fingerprint(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0 || 1;
}

function countBelow(sorted: number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
