// Every span of a timeline as a table, a page at a time; made when it is unfolded.
import { useState } from 'preact/hooks';
import { counted, exact, moment, precise } from '../format.ts';
import type { Span } from '../schema.ts';
import { countSpans, spansFrom } from '../timeline/pages.ts';
import { type Row, rowsOf } from '../timeline/rows.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { CopyFigure } from './copy-figure.tsx';
import { Paged } from './paged.tsx';

/** Spans on a page. */
const PAGE = 100;

export function Spans({ timeline }: { timeline: Timeline }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {counted(timeline.lanes.length, 'lane')}, {counted(countSpans(rowsOf(timeline)), 'span')}, {exact(timeline.wall_ns)}
      </summary>
      {open && <Pages timeline={timeline} />}
    </details>
  );
}

function Pages({ timeline }: { timeline: Timeline }) {
  const rows = rowsOf(timeline);
  return (
    <Paged count={countSpans(rows)} page={PAGE} what="spans">
      {first => <Page timeline={timeline} first={first} />}
    </Paged>
  );
}

function Page({ timeline, first }: { timeline: Timeline; first: number }) {
  return (
    <table class="spans">
      <thead>
        <tr>
          <th scope="col">Lane</th>
          <th scope="col">State</th>
          <th scope="col">Task</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Duration</th>
        </tr>
      </thead>
      <tbody>
        {spansFrom(rowsOf(timeline), first, PAGE).map(({ row, span }, place) => (
          <tr key={first + place}>
            <td>{laneOf(row)}</td>
            <td>{span.state}</td>
            <td>{span.task === null ? '' : timeline.tasks[span.task]}</td>
            <SpanFigure
              timeline={timeline}
              row={row}
              span={span}
              words={moment(span.from_ns)}
              what="begins"
              ns={span.from_ns}
              entry={place === 0}
            />
            <SpanFigure timeline={timeline} row={row} span={span} words={moment(span.to_ns)} what="ends" ns={span.to_ns} />
            <SpanFigure
              timeline={timeline}
              row={row}
              span={span}
              words={exact(span.to_ns - span.from_ns)}
              what="lasts"
              ns={span.to_ns - span.from_ns}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const laneOf = (row: Row) => (row.kind === 'lane' ? row.label : `task on ${row.lane.name}`);

interface FigureProps {
  timeline: Timeline;
  row: Row;
  span: Span;
  words: string;
  what: string;
  ns: number;
  /** Whether the Tab key stops here for the figures of the table. */
  entry?: boolean;
}

function SpanFigure({ timeline, row, span, words, what, ns, entry = false }: FigureProps) {
  const task = span.task === null ? '' : (timeline.tasks[span.task] ?? '');
  const of = [timeline.title, laneOf(row), span.state, task].filter(Boolean).join(', ');
  return (
    <td class="figure">
      <CopyFigure words={words} exact={`${of}: ${what} ${precise(ns)}`} platform={timeline.platform ?? undefined} entry={entry} />
    </td>
  );
}
