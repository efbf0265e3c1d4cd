// What the tasks printed under each model, with the moment and the lane: the same lines, in another order.
import { moment } from '../format.ts';
import type { Timeline } from '../schema.ts';
import { timelines } from '../state.ts';

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

function ModelConsole({ timeline }: { timeline: Timeline }) {
  const { title, output, lanes } = timeline;
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
              <tr key={i}>
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
