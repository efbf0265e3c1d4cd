// Where the plan runs: only a page that the native program serves can choose.
import { setPlace } from '../actions.ts';
import { PLACES, type Place } from '../places.ts';
import { engine, place } from '../state.ts';

const LABELS: Record<Place, string> = {
  browser: 'this browser',
  native: 'this machine, natively',
  both: 'both, by turns',
};

export function PlaceField() {
  if (!engine.value?.native) return null;
  return (
    <fieldset class="place">
      <legend class="section-title">In</legend>
      {PLACES.map(one => (
        <label key={one}>
          <input type="radio" name="place" value={one} checked={place.value === one} onChange={() => setPlace(one)} />
          {LABELS[one]}
        </label>
      ))}
    </fieldset>
  );
}
