// The same run for those who read rather than look: one sentence per model, and every span as a table.
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { counted, exact, moment, precise } from '../format.ts';
import type { Row, Span, Timeline } from '../schema.ts';
import { expectationOf, shown } from '../state.ts';
import { rowsOf, type Row as SpanRow } from '../timeline/rows.ts';
import { CopyFigure } from './copy-figure.tsx';
import { LongestWaits } from './longest-waits.tsx';

/** Spans of one model that are listed before the visitor asks for all. */
const LISTED_AT_FIRST = 100;

export function AsText() {
  const { view, timelines = [] } = shown.value ?? {};
  if (!view) return <p class="empty">After a run: the same in sentences and as a table of every span.</p>;
  return (
    <div class="as-text">
      {view.rows.map(row => (
        <section key={row.title}>
          <h3>{row.title}</h3>
          <p>{sentence(row, view.against)}</p>
          <Expected model={row.model} />
          {timelines
            .filter(({ model, platform }) => model === row.model && platform === row.platform)
            .map(timeline => (
              <Fragment key={timeline.key}>
                <CriticalPath timeline={timeline} />
                <LongestWaits timeline={timeline} />
                <Spans timeline={timeline} />
              </Fragment>
            ))}
        </section>
      ))}
    </div>
  );
}

function sentence(row: Row, against: string): string {
  const parts = [
    `Median ${row.median}${row.interval && ` (95 %: ${row.interval})`}`,
    row.speedup_interval && `speed-up ${against} ${row.speedup}${row.speedup_interval && ` (95 %: ${row.speedup_interval})`}`,
    row.states && `lanes were ${row.states}`,
    `answer: ${row.answer}`,
  ];
  return `${parts.filter(Boolean).join('; ')}.`;
}

/** What core says to expect of this program under this model, for comparing. */
function Expected({ model }: { model: string }) {
  const expected = expectationOf(model);
  if (!expected) return null;
  return (
    <p class="caption">
      Expected: {expected.text} {expected.differs}
    </p>
  );
}

/** What of the run decided how long it took, by core's words. */
function CriticalPath({ timeline: { path } }: { timeline: Timeline }) {
  if (!path?.words) return null;
  return (
    <p>
      Critical path of the run shown: {path.words}; {path.costs.map(({ words }) => words).join(', ')}.
    </p>
  );
}

const laneOf = (row: SpanRow) => (row.kind === 'lane' ? row.label : `task on ${row.lane.name}`);

interface SpanFigure {
  row: SpanRow;
  span: Span;
  what: string;
  ns: number;
}

function Spans({ timeline }: { timeline: Timeline }) {
  const figure = (words: string, { row, span, what, ns }: SpanFigure, first = false) => {
    const task = span.task === null ? '' : (timeline.tasks[span.task] ?? '');
    const of = [timeline.title, laneOf(row), span.state, task].filter(Boolean).join(', ');
    return (
      <td class="figure">
        <CopyFigure
          words={words}
          exact={`${of}: ${what} ${precise(ns)}`}
          platform={timeline.platform ?? undefined}
          entry={first}
        />
      </td>
    );
  };
  const [all, setAll] = useState(false);
  const spans = rowsOf(timeline).flatMap(row => row.spans.map(span => ({ row, span })));
  const listed = all ? spans : spans.slice(0, LISTED_AT_FIRST);
  return (
    <details>
      <summary>
        {counted(timeline.lanes.length, 'lane')}, {counted(spans.length, 'span')}, {exact(timeline.wall_ns)}
      </summary>
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
          {listed.map(({ row, span }, place) => (
            <tr key={`${row.lane.id}.${row.kind}.${span.task}.${span.from_ns}`}>
              <td>{laneOf(row)}</td>
              <td>{span.state}</td>
              <td>{span.task === null ? '' : timeline.tasks[span.task]}</td>
              {figure(moment(span.from_ns), { row, span, what: 'begins', ns: span.from_ns }, place === 0)}
              {figure(moment(span.to_ns), { row, span, what: 'ends', ns: span.to_ns })}
              {figure(exact(span.to_ns - span.from_ns), { row, span, what: 'lasts', ns: span.to_ns - span.from_ns })}
            </tr>
          ))}
        </tbody>
      </table>
      {listed.length < spans.length && (
        <button type="button" class="quiet small" onClick={() => setAll(true)}>
          Show the other {spans.length - listed.length} spans
        </button>
      )}
    </details>
  );
}
