// Where plans run: in this browser, natively by the program that serves the page, or in both by turns.
import type { Platform } from './schema.ts';
import type { Catalog, ModelInfo } from './types.ts';

export const PLACES = ['browser', 'native', 'both'] as const;
export type Place = (typeof PLACES)[number];

/** In words, beside a model's name. */
export const PLATFORM_WORDS: Record<Platform, string> = {
  browser: 'in the browser',
  native: 'natively',
  cpython: 'by CPython',
  simulated: 'simulated',
};

/** In the order of a session's groups: native figures are what those of the browser are measured by. */
export function platformsOf(place: Place): Platform[] {
  return place === 'both' ? ['native', 'browser'] : [place];
}

/** The catalogue, where this page may use other machines or not. */
export function withMachines(catalog: Catalog, areUsed: boolean): Catalog {
  if (!areUsed) return catalog;
  const usable = (model: ModelInfo) => (model.needs === 'workers' ? { ...model, available: true, unavailable: null } : model);
  return { ...catalog, models: catalog.models.map(usable) };
}

/** The catalogue, and which models can run there: natively all that need nobody else. */
export function catalogIn(place: Place, catalog: Catalog, areMachinesUsed: boolean): Catalog {
  if (place === 'browser') return withMachines(catalog, areMachinesUsed);
  const natively = (model: ModelInfo) => (model.needs === 'workers' ? model : { ...model, available: true, unavailable: null });
  return { ...catalog, models: catalog.models.map(natively) };
}

export function placeOf(platforms: Platform[]): Place {
  const native = platforms.includes('native');
  return native && platforms.includes('browser') ? 'both' : native ? 'native' : 'browser';
}
