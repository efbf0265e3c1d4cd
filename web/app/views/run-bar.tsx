// The one large button: Run, or Cancel with the progress while something runs.
import { useEffect } from 'preact/hooks';
import { expectRun } from '../actions.ts';
import { counted, rounded } from '../format.ts';
import { waitingFor } from '../machines.ts';
import { PLATFORM_WORDS, platformsOf } from '../places.ts';
import { cancel, run, skip } from '../run.ts';
import { activity, catalog, forecast, formPlan, formWorkload, mistake, place, running, unrecorded } from '../state.ts';
import type { Progress } from '../types.ts';
import { pageHidden } from '../visible.ts';

const NS_PER_MS = 1e6;

/** Runs the form's plan, or moves the focus to the field with the mistake. */
export function submit(): void {
  const form = formPlan.value;
  if (!form || running.value) return;
  if (mistake.value) {
    const field = document.getElementById(mistake.value.field);
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
    return;
  }
  expectRun();
  // A failure is part of the state, which shows it.
  run(form.plan, platformsOf(place.value)).catch(() => {});
  const results = document.getElementById('results');
  const visible = results && results.getBoundingClientRect().top < innerHeight / 2;
  // At once: a smooth scroll would still move while the first execution is measured.
  if (results && !visible) results.scrollIntoView({ behavior: 'instant', block: 'start' });
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
  const words = busy
    ? (waitingFor.value ?? (progress ? progressWords(progress) : (now.doing ?? 'Starting the workers …')))
    : planWords();
  return (
    <div class="run-bar">
      <div class="run-buttons">
        <button
          type={busy ? 'button' : 'submit'}
          class={busy ? 'run busy' : 'run'}
          disabled={!formPlan.value || (busy && now.stopping)}
          onPointerEnter={expectRun}
          onFocus={expectRun}
          onClick={event => {
            if (!busy) return;
            // A run that only waits ends at once: the click must not find the button that submits, which is there again by then.
            event.preventDefault();
            // The second click of a double click on Run must not cancel.
            if (event.detail < 2) cancel();
          }}
        >
          {busy ? (now.stopping ? 'Stopping …' : 'Cancel') : 'Run'}
        </button>
        {busy && (
          <button type="button" class="skip-model" disabled={!progress || now.stopping} onClick={skip}>
            Skip this model
          </button>
        )}
      </div>
      <progress max={1} value={progress ? shareDone(progress) : 0} hidden={!busy} aria-label="Progress of the run" />
      <p class="status" role="status">
        <span key={words}>{words}</span>
      </p>
    </div>
  );
}

function progressWords({ model, platform, round, measured, elapsed_ms, remaining_ms }: Progress): string {
  if (pageHidden.value) return 'Paused, because this tab is hidden.';
  const known = catalog.value.models.find(one => one.id === model)?.title ?? model;
  const title = place.value === 'both' ? `${known}, ${PLATFORM_WORDS[platform]}` : known;
  const left = remaining_ms === null ? '' : ` · about ${rounded(Math.max(100, remaining_ms) * NS_PER_MS, 2)} left`;
  const passed = elapsed_ms < 1_000 ? '' : ` · ${rounded(elapsed_ms * NS_PER_MS, 2)} so far`;
  return `${title}, ${measured ? 'run' : 'warm-up'} ${round + 1}${passed}${left}`;
}

function shareDone({ elapsed_ms, remaining_ms }: Progress): number {
  return remaining_ms === null ? 0 : elapsed_ms / Math.max(1, elapsed_ms + remaining_ms);
}

function planWords(): string {
  const plan = formPlan.value?.plan;
  if (!plan) return 'Starting the engine …';
  if (mistake.value) return 'There is a mistake to correct first.';
  const places = platformsOf(place.value).length;
  const models = `${counted(plan.models?.length ?? 0, 'model')}${places > 1 ? ` × ${places} places` : ''}`;
  const takes = forecast.value ? `${forecast.value.session} · ` : '';
  if (!plan.runs) return `${takes}${models}`;
  const warmup = plan.warmup ? `${plan.warmup} warm-up + ` : '';
  return `${takes}${models} · ${warmup}${counted(plan.runs ?? 0, 'run')} each`;
}

/** Why the run takes longer than was asked for, and what it may not record: said before it starts. */
export function Unrecorded() {
  const said = mistake.value ? [] : [forecast.value?.longer, unrecorded.value].filter(Boolean);
  return said.map(sentence => (
    <p key={sentence} class="unrecorded" role="note">
      {sentence}
    </p>
  ));
}

/** A mistake that belongs to none of the form's fields. */
export function PlanMistake() {
  const found = mistake.value;
  const settings = [...catalog.value.settings, ...(formWorkload.value?.parameters ?? [])].map(one => one.id);
  if (!found || [...settings, 'workload', 'models'].includes(found.field)) return null;
  return (
    <p class="mistake" role="alert">
      {found.message}
    </p>
  );
}
