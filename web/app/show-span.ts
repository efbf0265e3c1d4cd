// Selects a span of the timeline and brings it into view, for whoever found it elsewhere.
import { batch } from '@preact/signals';
import { alignment, end_ns, measured, selected, timelines, visibleRange, zoomedRange } from './state.ts';
import { findSpan, type SpanRef } from './timeline/rows.ts';
import { revealing } from './timeline/viewport.ts';

export function showSpan(ref: SpanRef): void {
  const found = findSpan(timelines.value, ref);
  if (!found) return;
  const { from_ns, to_ns } = found.span;
  const begins_ns = alignment.value.begins_ns[ref.timeline] ?? 0;
  const before = visibleRange.value;
  const range = revealing(before, from_ns + begins_ns, to_ns + begins_ns, end_ns.value);
  batch(() => {
    measured.value = null;
    selected.value = ref;
    if (range !== before) zoomedRange.value = range;
  });
  document.querySelector('.timeline')?.scrollIntoView({ block: 'nearest' });
}
