// The timeline by keyboard: each key becomes a change of range, selection, measured stretch or focus.
import { beginOf, placedRow } from './layout.ts';
import { findSpan, rowsOf, type SpanRef } from './rows.ts';
import { coveringAt, endingAfter, NO_SPANS, type SpanList } from './span-list.ts';
import type { Timeline } from './timeline.ts';
import type { TimelineState } from './timeline-state.ts';
import { fitted, panned, revealing, type TimeRange, wholeRun, zoomed } from './viewport.ts';

const KEY_ZOOM = 1.5;
const KEY_PAN = 0.2;

/** Letters move the view, arrows move the selection. Gives whether the key has a meaning here. */
export function handleKey(state: TimelineState, event: KeyboardEvent): boolean {
  const [scene, range] = [state.scene(), state.range()];
  const center = zoomCenter(state, range);
  const zoom = (factor: number) => state.setRange(zoomed(range, factor, center, scene.end_ns));
  const pan = (share: number) => state.setRange(panned(range, share, scene.end_ns));
  switch (event.key) {
    case 'w':
    case '+':
    case '=':
      zoom(KEY_ZOOM);
      return true;
    case 's':
    case '-':
      zoom(1 / KEY_ZOOM);
      return true;
    case 'a':
      pan(-KEY_PAN);
      return true;
    case 'd':
      pan(KEY_PAN);
      return true;
    case 'f':
      return showStretch(state);
    case '0':
      state.setRange(null);
      return true;
    case 'm':
      state.focus(modelInFocus(state));
      return true;
    case 'c':
      state.lightPath();
      return true;
    case 'x':
      return goToDeadEnd(state);
    case 'Escape':
      return goBack(state);
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'ArrowUp':
    case 'ArrowDown':
      if (event.shiftKey) extendMeasured(state, event.key);
      else moveSelection(state, event.key);
      return true;
    default:
      return false;
  }
}

/** Shows what is measured, or else selected, as large as the view. */
function showStretch(state: TimelineState): boolean {
  const stretch = state.measured() ?? selectedStretch(state);
  if (stretch) state.setRange(fitted(stretch, state.scene().end_ns));
  return stretch !== null;
}

/** The moment that zooming by key keeps in place: the middle of the selected span's visible part, or of the view. */
function zoomCenter(state: TimelineState, range: TimeRange): number {
  const span = selectedStretch(state);
  const visible = span && span.to > range.from && span.from < range.to;
  const { from, to } = visible ? { from: Math.max(range.from, span.from), to: Math.min(range.to, span.to) } : range;
  return (from + to) / 2;
}

/** The selected span on the axis. */
function selectedStretch(state: TimelineState): TimeRange | null {
  const ref = state.selected();
  const span = findSpan(state.timelines(), ref)?.span;
  const begins_ns = beginOf(state.scene(), ref?.timeline);
  return span ? { from: span.from_ns + begins_ns, to: span.to_ns + begins_ns } : null;
}

/** Selects the neighbour in time, or the span of the next row at the same moment, and brings it into view. */
function moveSelection(state: TimelineState, direction: string): void {
  const [scene, range] = [state.scene(), state.range()];
  const begins_ns = (timeline: number) => beginOf(scene, timeline);
  const visible = ({ timeline, row }: { timeline: number; row: number }) =>
    scene.groups.some(group => group.timeline === timeline && placedRow(group, row));
  const next = neighbour(state.timelines(), state.selected(), direction, begins_ns, visible);
  if (!findSpan(state.timelines(), next)) return;
  state.select(next);
  reveal(state, selectedStretch(state) ?? range);
}

function reveal(state: TimelineState, { from, to }: TimeRange): void {
  const [scene, range] = [state.scene(), state.range()];
  const revealed = revealing(range, from, to, scene.end_ns);
  const all = wholeRun(scene.end_ns);
  state.setRange(revealed.from === all.from && revealed.to === all.to ? null : revealed);
}

/** The span next to `from`, or the very first span if there is no `from`. Idle spans are passed over. */
export function neighbour(
  timelines: Timeline[],
  from: SpanRef | null,
  direction: string,
  begins_ns: (timeline: number) => number = () => 0,
  visible: (place: { timeline: number; row: number }) => boolean = () => true,
): SpanRef | null {
  const rows = timelines
    .flatMap((one, timeline) => rowsOf(one).map(({ spans }, row) => ({ timeline, row, spans })))
    .filter(visible);
  const at = rows.findIndex(one => one.timeline === from?.timeline && one.row === from?.row);
  const here = rows[at];
  if (!from || !here) return first(rows);
  if (direction === 'ArrowLeft' || direction === 'ArrowRight') {
    const by = direction === 'ArrowLeft' ? -1 : 1;
    let span = from.span + by;
    while (here.spans.isIdle(span)) span += by;
    return here.spans.at(span) ? { ...from, span } : from;
  }
  const by = direction === 'ArrowUp' ? -1 : 1;
  const there = by < 0 ? rows.slice(0, at).findLast(hasSpans) : rows.slice(at + 1).find(hasSpans);
  if (!there) return from;
  const moment = (here.spans.at(from.span)?.from_ns ?? 0) + begins_ns(here.timeline) - begins_ns(there.timeline);
  const span = Math.min(endingAfter(there.spans, moment), there.spans.length - 1);
  return { timeline: there.timeline, row: there.row, span };
}

function hasSpans({ spans }: { spans: SpanList }): boolean {
  return spans.length > 0;
}

function first(rows: { timeline: number; row: number; spans: SpanList }[]): SpanRef | null {
  const found = rows.find(hasSpans);
  return found ? { timeline: found.timeline, row: found.row, span: 0 } : null;
}

/** One step back: from what is measured, then selected, then in focus. */
function goBack(state: TimelineState): boolean {
  const focused = state.focused();
  if (state.measured()) state.measure(null);
  else if (state.selected()) state.select(null);
  else if (focused !== null) state.focus(focused);
  return true;
}

/** The model of the selected span, or else the one that is in focus, or the first. */
function modelInFocus(state: TimelineState): string {
  const { groups } = state.scene();
  const ref = state.selected();
  const own = groups.find(group => group.timeline === ref?.timeline);
  return state.focused() ?? own?.id ?? groups[0]?.id ?? '';
}

/** From the selected span to its neighbour, and so on: the stretch grows by one span each time. */
function extendMeasured(state: TimelineState, direction: string): void {
  const before = state.measured() ?? selectedStretch(state);
  moveSelection(state, direction);
  const now = selectedStretch(state);
  if (!now) return;
  const { from, to } = before ?? now;
  state.measure({ from: Math.min(from, now.from), to: Math.max(to, now.to) });
}

/** Selects the span of the first dead end, or of the next one; after the last comes the first. */
function goToDeadEnd(state: TimelineState): boolean {
  const all = deadEndSpans(state.timelines());
  const ref = state.selected();
  const here = all.findIndex(one => one.timeline === ref?.timeline && one.row === ref.row && one.span === ref.span);
  const found = all[(here + 1) % all.length];
  if (!found) return false;
  state.select(found);
  const stretch = selectedStretch(state);
  if (stretch) reveal(state, stretch);
  return true;
}

/** For each dead end, the span in which its lane was told of it. */
function deadEndSpans(timelines: Timeline[]): SpanRef[] {
  return timelines.flatMap((timeline, place) =>
    timeline.dead_ends.flatMap(({ lane, at_ns }) => {
      const rows = rowsOf(timeline);
      const row = rows.findIndex(one => one.kind === 'lane' && one.lane.id === lane);
      const span = coveringAt(rows[row]?.spans ?? NO_SPANS, at_ns);
      return span < 0 ? [] : { timeline: place, row, span };
    }),
  );
}
