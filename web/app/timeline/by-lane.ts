// Sorts what belongs to lanes out by lane. Pure.

/** What there is of each lane, in the order in which it was given. */
export function byLane<T>(all: T[], laneOf: (one: T) => number): Map<number, T[]> {
  const lanes = new Map<number, T[]>();
  for (const one of all) {
    const own = lanes.get(laneOf(one));
    if (own) own.push(one);
    else lanes.set(laneOf(one), [one]);
  }
  return lanes;
}
