// Where the plan runs: only a page that the native program serves can choose.
import { setPlace } from '../actions.ts';
import { PLACES, type Place } from '../places.ts';
import { engine, place } from '../state.ts';
import { tooltip } from '../tooltip.ts';

const LABELS: Record<Place, { label: string; about: string }> = {
  browser: { label: 'Browser', about: 'Only in this browser.' },
  native: { label: 'Native', about: 'Only natively: by the program that serves this page, on its machine.' },
  both: { label: 'Both', about: 'In this browser and natively by turns, in one session, so that their times pair.' },
};

export function PlaceField() {
  if (!engine.value?.native) return null;
  return (
    <fieldset class="place">
      <legend class="section-title">In</legend>
      {PLACES.map(one => (
        <label key={one} {...tooltip(LABELS[one].about)}>
          <input
            class="visually-hidden"
            type="radio"
            name="place"
            value={one}
            checked={place.value === one}
            onChange={() => setPlace(one)}
          />
          {LABELS[one].label}
        </label>
      ))}
    </fieldset>
  );
}
