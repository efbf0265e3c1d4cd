// Finding tasks, lanes and printed lines of all timelines by a part of their names or words. Pure.
import type { OutputLine } from '../schema.ts';
import { type Row, rowsOf, type SpanRef } from './rows.ts';
import { coveringAt } from './span-list.ts';
import type { Timeline } from './timeline.ts';

/** What a hit is found by, and the span that it leads to. */
export interface Hit {
  /** `task count_up`, `lane thread 1`, `“done”, printed`. */
  what: string;
  /** The title of its model. */
  model: string;
  ref: SpanRef;
}

/** More are of no help to anybody. */
export const MOST_HITS = 1_000;

/** All hits, model by model: its lanes, then the first span of each task on each lane, then the lines it printed. No letter is large or small. */
export function search(timelines: Timeline[], text: string): Hit[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const has = (words: string) => words.toLowerCase().includes(wanted);
  return timelines
    .flatMap((timeline, place) => {
      const lanes = rowsOf(timeline).flatMap((row, index) => (row.kind === 'lane' ? { row, index } : []));
      const hit = (what: string, row: number, span: number): Hit => ({
        what,
        model: timeline.title,
        ref: { timeline: place, row, span },
      });
      return [
        ...lanes.flatMap(({ row, index }) => (has(row.label) ? hit(`lane ${row.label}`, index, firstBusy(row)) : [])),
        ...lanes.flatMap(({ row, index }) =>
          firstOfTasks(timeline, row, has).map(([task, span]) => hit(`task ${task}`, index, span)),
        ),
        ...timeline.output.flatMap(line =>
          printed(line, lanes, has).map(([index, span]) => hit(`“${line.text}”, printed`, index, span)),
        ),
      ];
    })
    .slice(0, MOST_HITS);
}

function firstBusy({ spans }: Row): number {
  return Math.max(0, spans.firstBusy());
}

const cache = new WeakMap<Row, Map<number, number>>();

/** The tasks of a lane, each with its first span there: sought once, because every letter that is typed asks. */
function firstSpans(row: Row): Map<number, number> {
  const found = cache.get(row) ?? new Map<number, number>();
  if (cache.has(row)) return found;
  cache.set(row, found);
  for (let span = 0; span < row.spans.length; span++) {
    const task = row.spans.task(span);
    if (task !== null && !found.has(task)) found.set(task, span);
  }
  return found;
}

/** The tasks of a lane whose names fit, each with its first span there. */
function firstOfTasks({ tasks }: Timeline, row: Row, has: (name: string) => boolean): [string, number][] {
  return [...firstSpans(row)].flatMap(([task, span]): [string, number][] => {
    const name = tasks[task] ?? '';
    return has(name) ? [[name, span]] : [];
  });
}

function printed(line: OutputLine, lanes: { row: Row; index: number }[], has: (text: string) => boolean): [number, number][] {
  const lane = lanes.find(({ row }) => row.lane.id === line.lane);
  if (!lane || !has(line.text)) return [];
  // What was printed at the very end of a span, or of the lane, belongs to it.
  const span = [line.at_ns, line.at_ns - 1].map(at_ns => coveringAt(lane.row.spans, at_ns)).find(found => found >= 0);
  return span === undefined ? [] : [[lane.index, span]];
}
