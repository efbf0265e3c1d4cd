// Which numbers have a slider beside their field, and at which values it stops.
import type { Parameter } from './schema.ts';

/** A slider with more stops than this could not be set to each of them with a finger. */
const MOST_STOPS = 101;
/** Times of the machine's own doings, whose size matters more than their digits. */
const BY_SIZE = 'µs';

/** The values at which the slider of a parameter stops, in order; `null` where it has none. */
export function stopsOf(parameter: Parameter): number[] | null {
  if (parameter.type !== 'integer') return null;
  const { min, max, unit } = parameter;
  if (max - min < MOST_STOPS) return Array.from({ length: max - min + 1 }, (_, i) => min + i);
  if (unit !== BY_SIZE) return null;
  const stops = [];
  for (let power = 1; power <= max; power *= 10) stops.push(power, 2 * power, 5 * power);
  return stops.filter(stop => stop >= min && stop <= max);
}

/** The place of the stop that is nearest to a number. */
export function nearestStop(stops: number[], number: number): number {
  const distance = (stop: number) => Math.abs(stop - number);
  return stops.reduce((best, stop, place) => (distance(stop) < distance(stops[best] ?? Infinity) ? place : best), 0);
}
