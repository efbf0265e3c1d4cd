// The details of what is selected on the timeline, or of the stretch that is measured. It stays at the lower edge of the window and moves nothing.
import { useEffect, useRef } from 'preact/hooks';
import { exact, precise } from '../format.ts';
import { measured, selected } from '../state.ts';
import { networkOf } from '../timeline/lane-now.ts';
import type { TimeRange } from '../timeline/viewport.ts';
import { CopyFigure } from './copy-figure.tsx';
import { MeasuredSums, sumWords } from './measured-sums.tsx';
import { deadEnds, describe, type Found, find, printed, resource, taskOf, whereabouts, why } from './span-words.ts';
import { Swatch } from './swatch.tsx';

/** What is said when the selection or the stretch changes. */
export function announced(): string {
  const stretch = measured.value;
  if (stretch) return `Measured ${exact(stretch.to - stretch.from)}: ${sumWords(stretch)}`;
  return selected.value ? describe(selected.value) : '';
}

export function Details() {
  const stretch = measured.value;
  const found = find(selected.value);
  if (!stretch && !found) return null;
  const close = () => {
    measured.value = selected.value = null;
    document.querySelector<HTMLElement>('.timeline')?.focus();
  };
  return (
    <section
      class="details"
      aria-label="Details of the selection"
      onKeyDown={event => {
        if (event.key === 'Escape') close();
      }}
    >
      <button type="button" class="quiet icon close" aria-label="Close the details" onClick={close}>
        ×
      </button>
      {stretch ? <Stretch stretch={stretch} /> : found && <Selected found={found} />}
    </section>
  );
}

function Stretch({ stretch }: { stretch: TimeRange }) {
  const { from, to } = stretch;
  return (
    <>
      <p class="span-state">
        <b>Measured stretch</b>
      </p>
      <Times from={from} to={to} what="Measured stretch" />
      <MeasuredSums stretch={stretch} />
    </>
  );
}

function Selected({ found }: { found: Found }) {
  const { span, timeline } = found;
  const what = `${whereabouts(found)}: ${span.state}${taskOf(found) && `, ${taskOf(found)}`}`;
  const network = networkOf(timeline, found.row.lane);
  const inner = useRef<HTMLDivElement>(null);
  useEffect(() => inner.current?.scrollTo(0, 0), [found.row, span.from_ns]);
  return (
    <div ref={inner}>
      <p class="span-state">
        <Swatch key={span.state} state={span.state} />
        <b>{span.state}</b>
        {resource(found) && ` on ${resource(found)}`}
        {taskOf(found) && <span class="span-task">{taskOf(found)}</span>}
        <span class="faint">{whereabouts(found)}</span>
      </p>
      <Times from={span.from_ns} to={span.to_ns} what={what} of={timeline.wall_ns} />
      {deadEnds(found).map(({ at_ns, words }) => (
        <p key={at_ns} class="dead-end">
          At {precise(at_ns)}: {words}
        </p>
      ))}
      {printed(found).map(sentence => (
        <p key={sentence} class="printed">
          {sentence}
        </p>
      ))}
      <p>
        <span class="faint">Why:</span> {why(found).join('; ')}.
      </p>
      {network && (
        <p class="network">
          <span class="faint">From here to its machine:</span> {network}.
        </p>
      )}
    </div>
  );
}

interface TimesProps {
  from: number;
  to: number;
  what: string;
  /** How long the whole run is, for the share. */
  of?: number;
}

function Times({ from, to, what, of }: TimesProps) {
  const figure = (name: string, ns: number) => (
    <div>
      <dt>{name}</dt>
      <dd>
        <CopyFigure
          words={precise(Math.round(ns))}
          exact={`${what}: ${name} ${precise(Math.round(ns))}`}
          entry={name === 'begins'}
        />
      </dd>
    </div>
  );
  const share = of ? `${((100 * (to - from)) / of).toPrecision(3)}\u00a0%` : '';
  return (
    <dl class="times">
      {figure('begins', from)}
      {figure('ends', to)}
      {figure('lasts', to - from)}
      {of ? (
        <div>
          <dt>of the run</dt>
          <dd>
            <CopyFigure words={share} exact={`${what}: ${share} of the run of ${precise(of)}`} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
