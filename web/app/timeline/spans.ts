// Finding spans by time: spans of one row are in order and do not overlap, so every search is a binary one. Pure.

interface Stretch {
  from_ns: number;
  to_ns: number;
}

/** The index of the first span that ends after a moment; the number of spans if none does. */
export function firstEndingAfter(spans: Stretch[], at_ns: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Stretch).to_ns > at_ns) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The index of the span that covers a moment, or -1. */
export function spanIndexAt(spans: Stretch[], at_ns: number): number {
  const index = firstEndingAfter(spans, at_ns);
  const span = spans[index];
  return span && span.from_ns <= at_ns ? index : -1;
}
