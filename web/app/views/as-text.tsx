// The same run for those who read rather than look: one sentence per model, and every span as a table.
import { Fragment } from 'preact';
import type { Row } from '../schema.ts';
import { expectationOf, shown } from '../state.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { InWords } from './in-words.tsx';
import { LongestWaits } from './longest-waits.tsx';
import { Spans } from './spans.tsx';

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
                <InWords timeline={timeline} />
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
  if (!path.words) return null;
  return (
    <p>
      Critical path of the run shown: {path.words}; {path.costs.map(({ words }) => words).join(', ')}.
    </p>
  );
}
