// The longest waits of each run that is shown, with core's reasons; each leads to its span on the timeline.
import { exact, moment } from '../format.ts';
import type { Wait } from '../schema.ts';
import { showSpan } from '../show-span.ts';
import { type ShownTimeline, timelines } from '../state.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { longestOf, refOf } from '../timeline/waits.ts';

export function LongestWaits({ timeline }: { timeline: ShownTimeline }) {
  const longest = longestOf(timeline);
  const [first] = longest;
  if (!first) return null;
  return (
    <details>
      <summary>
        {timeline.title}: the longest {longest.length === 1 ? 'wait' : `${longest.length} waits`},{' '}
        {exact(first.to_ns - first.from_ns)}
        {longest.length > 1 && ' and less'}
      </summary>
      <table class="spans waits">
        <thead>
          <tr>
            <th scope="col">Lane</th>
            <th scope="col">Task</th>
            <th scope="col">From</th>
            <th scope="col">Lasted</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {longest.map(wait => (
            <tr key={`${wait.lane}.${wait.task}.${wait.from_ns}`}>
              <td>{timeline.lanes.find(({ id }) => id === wait.lane)?.name}</td>
              <td>{wait.task === null ? '' : timeline.tasks[wait.task]}</td>
              <td class="figure">{moment(wait.from_ns)}</td>
              <td class="figure">{exact(wait.to_ns - wait.from_ns)}</td>
              <td>
                <button type="button" onClick={() => show(timeline, wait)}>
                  {wait.words}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Selects the span of the wait, and brings it into view. */
function show(timeline: Timeline & { key: string }, wait: Wait): void {
  const place = timelines.value.findIndex(({ key }) => key === timeline.key);
  const ref = place < 0 ? null : refOf(timeline, place, wait);
  if (ref) showSpan(ref);
}
