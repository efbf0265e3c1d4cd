// What the tasks printed under each model, with the moment and the lane: the same lines, in another order.
import { moment } from '../format.ts';
import type { Timeline } from '../schema.ts';
import { shown } from '../state.ts';

/** Lines of one model that are shown before somebody asks for all. */
const AT_ONCE = 200;

export function Console() {
  const timelines = shown.value?.view?.timelines ?? [];
  if (!timelines.length)
    return <p class="empty">What the program prints appears here, under each model, in the order it was printed.</p>;
  return (
    <div class="consoles">
      {timelines.map(timeline => (
        <ModelConsole key={timeline.model} timeline={timeline} />
      ))}
    </div>
  );
}

function ModelConsole({ timeline }: { timeline: Timeline }) {
  const { title, output, lanes } = timeline;
  const rest = output.length - AT_ONCE;
  return (
    <section class="console" aria-label={`Printed under ${title}`}>
      <h3>{title}</h3>
      {output.length === 0 && <p class="caption">Printed nothing.</p>}
      <table>
        <tbody>
          {output.slice(0, AT_ONCE).map((line, i) => (
            <tr key={i}>
              <td class="when">{moment(line.at_ns)}</td>
              <td class="who">{lanes.find(lane => lane.id === line.lane)?.name ?? line.lane}</td>
              <td class="what">{line.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p class="caption">and {rest} more lines; the report holds all of them.</p>}
    </section>
  );
}
