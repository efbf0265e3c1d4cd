// The names of the models on the timeline as buttons that put one in focus, and the heads of rows that sum up others.
import { Fragment } from 'preact';
import { toggleFocus, toggleRows } from '../actions.ts';
import { chosenModels, end_ns } from '../state.ts';
import type { Group, Scene } from '../timeline/layout.ts';
import type { TimeRange } from '../timeline/viewport.ts';
import { tooltip } from '../tooltip.ts';

export function Heads({ scene }: { scene: Scene }) {
  const { focused } = chosenModels.value;
  return (
    <div class="heads">
      {scene.groups.map(group => (
        <Fragment key={group.id}>
          <button
            type="button"
            class={`model-head${group.strip ? ' of-strip' : ''}${group.timeline === null ? ' later' : ''}`}
            style={{ transform: `translateY(${group.y + 1}px)`, maxWidth: group.strip ? `${scene.left - 6}px` : '100%' }}
            aria-pressed={group.id === focused}
            onClick={() => focusGroup(group)}
            {...tooltip(group.id === focused ? 'Show all models again' : 'Put this model in focus', 'beside')}
          >
            {group.title}
          </button>
          {group.rows.map(({ toggle, row, y, height }) =>
            toggle ? (
              <button
                key={toggle}
                type="button"
                class="rows-head"
                style={{ transform: `translateY(${y}px)`, height: `${height}px`, width: `${scene.left - 4}px` }}
                aria-label={`${group.title}: ${row?.label}`}
                aria-expanded={toggle === 'closes'}
                onClick={() => toggleRows(group.id)}
              >
                {row?.label}
              </button>
            ) : null,
          )}
        </Fragment>
      ))}
    </div>
  );
}

export function focusGroup(group: Group): void {
  toggleFocus(group.id, ownTime(group));
}

/** When a model runs, if that is less than all that is shown. */
function ownTime({ timeline, begins_ns, wall_ns }: Group): TimeRange | null {
  const whole = begins_ns === 0 && wall_ns >= end_ns.value;
  return timeline === null || whole ? null : { from: begins_ns, to: begins_ns + wall_ns };
}
