// The one large button: Run, and while something runs Cancel with the progress.
import { useEffect } from 'preact/hooks';
import { cancel, run } from '../run.ts';
import type { Progress } from '../schema.ts';
import { activity, catalog, mistake, running, wanted, workload } from '../state.ts';

/** Runs the form's plan, or goes to the field that stands against it. */
export function submit(): void {
  const wish = wanted.value;
  if (!wish || running.value) return;
  if (mistake.value) {
    const field = document.getElementById(mistake.value.field);
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
    return;
  }
  // The failure is part of the state by now, and shown from there.
  run(wish.plan).catch(() => {});
  const results = document.getElementById('results');
  const seen = results && results.getBoundingClientRect().top < innerHeight / 2;
  if (results && !seen) results.scrollIntoView({ behavior: calm() ? 'auto' : 'smooth', block: 'start' });
}

function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

export function RunBar() {
  const now = activity.value;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const busy = now.phase === 'running';
  const progress = busy ? now.progress : null;
  const words = busy ? (progress ? sentence(progress) : 'Starting the workers …') : intention();
  return (
    <div class="run-bar">
      <button
        type={busy ? 'button' : 'submit'}
        class={busy ? 'run busy' : 'run'}
        disabled={!wanted.value || (busy && now.stopping)}
        onClick={event => {
          // The second click of a double click on Run is no wish to cancel.
          if (busy && event.detail < 2) cancel();
        }}
      >
        {busy ? (now.stopping ? 'Stopping …' : 'Cancel') : 'Run'}
      </button>
      <progress max={progress?.total || 1} value={progress?.done ?? 0} hidden={!busy} aria-label="Progress of the run" />
      <p class="status" role="status">
        <span key={words}>{words}</span>
      </p>
    </div>
  );
}

function sentence({ model, round, measured, done, total }: Progress): string {
  const title = catalog.value.models.find(one => one.id === model)?.title ?? model;
  return `${title}, ${measured ? 'run' : 'warm-up'} ${round + 1} · ${done} of ${total} done`;
}

function intention(): string {
  const plan = wanted.value?.plan;
  if (!plan) return 'Starting the engine …';
  if (mistake.value) return 'One thing to put right first.';
  const models = plan.models?.length ?? 0;
  const warmup = plan.warmup ? `${plan.warmup} warm-up + ` : '';
  return `${models} ${models === 1 ? 'model' : 'models'} · ${warmup}${plan.runs} ${plan.runs === 1 ? 'run' : 'runs'} each`;
}

/** A mistake in nothing that has a field of its own. */
export function PlanMistake() {
  const found = mistake.value;
  const settings = [...catalog.value.settings, ...(workload.value?.parameters ?? [])].map(one => one.id);
  if (!found || [...settings, 'workload', 'models'].includes(found.field)) return null;
  return (
    <p class="mistake" role="alert">
      {found.message}
    </p>
  );
}
