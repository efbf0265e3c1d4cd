// Sides that take turns: each round asks every side once, in an order that chance decides, so that whatever changes on the machine meets all.
import { quick } from './rows.mjs';

/** The same orders in every run of the benchmark. */
const SEED = 20_261_126;

/** With fewer rounds nobody can tell (`FEWEST_PAIRS` in core). Once there are as many, none begins when so many seconds are over: a slow machine does less. */
const LEAST = 6;
const SECONDS = quick ? 4 : 15;

/** How many rounds there are: as the command line says (`node benches/starting.mjs 3`), or else few or all. */
export function roundsOf({ few, all }) {
  const asked = Number(process.argv.slice(2).find(word => /^\d+$/.test(word)));
  return asked || (quick ? few : all);
}

/**
 * What each side gives in each round, by the side's name. One round more comes first and does not count, where there are several: it only warms up.
 * There are fewer when all that takes more than `seconds`.
 */
export async function inTurns(rounds, sides, seconds = SECONDS) {
  const random = randomNumbers();
  const found = Object.fromEntries(Object.keys(sides).map(name => [name, []]));
  const end = performance.now() + 1_000 * seconds;
  for (let round = rounds > 1 ? -1 : 0; round < rounds; round++) {
    if (round >= LEAST && performance.now() > end) break;
    for (const name of shuffled(Object.keys(sides), random)) {
      const value = await sides[name](round);
      if (round >= 0) found[name].push(value);
    }
  }
  return found;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
}

/** The mean of the middle half: steadier than the median where there are two usual values, and as little moved by those far off. */
export function middle(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const quarter = Math.floor(sorted.length / 4);
  const half = sorted.slice(quarter, sorted.length - quarter);
  return half.reduce((sum, value) => sum + value, 0) / half.length;
}

function shuffled(names, random) {
  for (let last = names.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [names[last], names[other]] = [names[other], names[last]];
  }
  return names;
}

/** Small numbers by chance: a linear congruential generator. */
export function randomNumbers(seed = SEED) {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
