// The playhead over the timeline: a line through every lane that is played, and a veil over what has not happened yet. It lies above the
// canvas, which is not painted again while it moves.
import { exact } from '../format.ts';
import { played, playhead, playing, told } from '../replay.ts';
import { scene } from '../scene.ts';
import { visibleRange } from '../state.ts';
import { AXIS_HEIGHT, type Group, type Scene, xOf } from '../timeline/layout.ts';

/** How far the line stands out above the lanes of a single model. */
const ABOVE = 4;
/** Half of the room that the time needs. */
const HALF_LABEL = 34;

export function Playhead() {
  const now = playhead.value;
  if (!now) return null;
  const all = scene.value;
  const { left, right, width, zero_ns } = all;
  const { top, bottom } = heightOf(all);
  const exactX = xOf(all, visibleRange.value, now.at_ns);
  const x = Math.round(Math.min(right, Math.max(left, exactX)));
  const seen = exactX >= left - 1 && exactX <= right + 1;
  // While it plays, the lane of the last event is another one many times a second.
  const y = playing.value ? null : rowOf(all.groups);
  return (
    <div class="playhead" aria-hidden="true" data-at-ns={now.at_ns}>
      <div
        class="unplayed"
        style={{ transform: `translate(${x}px, ${top}px)`, width: `${width - x}px`, height: `${bottom - top}px` }}
      />
      {seen && (
        <>
          <div class="playhead-line" style={{ transform: `translate(${x}px, ${top}px)`, height: `${bottom - top}px` }} />
          <span
            class="playhead-time"
            style={{ transform: `translateX(${Math.min(Math.max(x, HALF_LABEL), width - HALF_LABEL)}px) translateX(-50%)` }}
          >
            {exact(Math.round(now.at_ns - zero_ns))}
          </span>
          {y !== null && <div class="playhead-here" style={{ transform: `translate(${x}px, ${y}px)` }} />}
        </>
      )}
    </div>
  );
}

/** From the top of the first to the bottom of the last row that is played. */
function heightOf({ groups, height }: Scene): { top: number; bottom: number } {
  const places = played.value;
  const alone = places.length === 1 ? groups.find(({ timeline }) => timeline === places[0]) : undefined;
  const [first, last] = [alone?.rows[0], alone?.rows.at(-1)];
  return first && last ? { top: first.y - ABOVE, bottom: last.y + last.height } : { top: AXIS_HEIGHT, bottom: height };
}

/** The middle of the lane on which the last event happened, if it is shown. */
function rowOf(groups: Group[]): number | null {
  const group = groups.find(({ timeline }) => timeline === told.value?.timeline);
  const found = group?.rows.find(({ row }) => row?.kind === 'lane' && row.lane.id === told.value?.lane);
  return found ? found.y + found.height / 2 : null;
}
