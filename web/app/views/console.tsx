// What the tasks printed under each model, with the moment and the lane: the same lines, in another order.
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { moment } from '../format.ts';
import { reachedBy } from '../replay.ts';
import { type ShownTimeline, timelines } from '../state.ts';
import { happenedBy } from '../timeline/replay.ts';

/** At most this many lines of one model are shown. */
const MAX_LINES = 200;

export function Console() {
  if (!timelines.value.length)
    return <p class="empty">What the program prints appears here, under each model, in the order it was printed.</p>;
  return (
    <div class="consoles">
      {timelines.value.map(timeline => (
        <ModelConsole key={timeline.key} timeline={timeline} />
      ))}
    </div>
  );
}

function ModelConsole({ timeline }: { timeline: ShownTimeline }) {
  const { title, output, lanes } = timeline;
  // Painted again when another line is printed, and not for each step of the playhead.
  const printed = useMemo(() => computed(() => printedBy(timeline)), [timeline]).value;
  const rest = output.length - MAX_LINES;
  return (
    <section class="console" aria-label={`Printed under ${title}`}>
      <h3>{title}</h3>
      {output.length === 0 && <p class="caption">Printed nothing.</p>}
      {/* Wide lines, such as rows of a table, are never broken: they scroll, also by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <div class="printed" tabIndex={0}>
        <table>
          <tbody>
            {output.slice(0, MAX_LINES).map((line, i) => (
              <tr key={i} class={i < printed ? undefined : 'unprinted'}>
                <td class="when">{moment(line.at_ns)}</td>
                <td class="who">{lanes.find(lane => lane.id === line.lane)?.name ?? line.lane}</td>
                <td class="what">{line.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 && <p class="caption">and {rest} more lines; the report holds all of them.</p>}
    </section>
  );
}

/** How many lines have been printed: all, or while the run is replayed, those up to the playhead. */
function printedBy(timeline: ShownTimeline): number {
  const at_ns = reachedBy(timeline);
  return at_ns === null ? timeline.output.length : happenedBy(timeline.output, at_ns);
}
