// The GIL's laboratory: what is set, and the small charts of it. They are computed anew whenever a slider moves, or measured when somebody asks.
import { batch, signal } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import { measureLab } from './run.ts';
import type { LabPanel, LabSettings } from './schema.ts';
import { engine } from './state.ts';

export const settings = signal<LabSettings>({
  computing: 2,
  waiting: 1,
  switch_interval_us: 5_000,
  checkpoint: 'each-slice',
  gil_profile: 'python-3',
});
/** The charts, and whether they are of real runs in this browser. */
export const charts = signal<{ panels: LabPanel[]; measured: boolean } | null>(null);
/** Why there are none. */
export const labRefusal = signal<string | null>(null);

let computing = false;
let changed = false;

export function change(what: Partial<LabSettings>): void {
  settings.value = { ...settings.value, ...what };
  void compute();
}

/** One at a time; what is set meanwhile is computed next, and nothing between. */
export async function compute(): Promise<void> {
  changed = true;
  if (computing) return;
  computing = true;
  while (changed) {
    changed = false;
    try {
      const found = await engine.value?.computeLab(settings.value);
      if (changed || !found) continue;
      batch(() => {
        labRefusal.value = 'refused' in found ? found.refused : null;
        if ('given' in found) charts.value = { panels: found.given, measured: false };
      });
    } catch (error) {
      labRefusal.value = errorMessage(error);
    }
  }
  computing = false;
}

/** Runs what is set in this browser. */
export async function measure(): Promise<void> {
  labRefusal.value = null;
  const asked = settings.value;
  try {
    const panels = await measureLab(asked);
    if (panels && settings.value === asked) charts.value = { panels, measured: true };
  } catch (error) {
    labRefusal.value = errorMessage(error);
  }
}
