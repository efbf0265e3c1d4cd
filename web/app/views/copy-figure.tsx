// A figure that is copied when it is pressed: with its exact value, its unit, and the conditions under which it was measured.
import { signal } from '@preact/signals';
import { copyText } from '../copy.ts';
import { PLATFORM_WORDS } from '../places.ts';
import type { Platform } from '../schema.ts';
import { engine, shown } from '../state.ts';
import type { PartialPlan } from '../types.ts';

/** What was copied last, or is to be copied by hand. */
const outcome = signal<{ text: string; copied: boolean } | null>(null);
const SHOWN_MS = 4000;
let timer = 0;

interface CopyFigureProps {
  words: string;
  /** What the figure is, and its value with all its digits and its unit. */
  exact: string;
  /** Whether the Tab key stops here; from here, arrows lead to the other figures. */
  entry?: boolean;
  platform?: Platform | undefined;
  /** Under what it was measured, if that is not the run that is shown. */
  under?: Conditions | undefined;
}

/** A plan, and the place where it ran. */
export interface Conditions {
  plan: PartialPlan | undefined;
  where: string;
}

export function CopyFigure({ words, exact, entry = false, platform, under = underShown(platform) }: CopyFigureProps) {
  return (
    <button
      type="button"
      class="copy-figure"
      tabIndex={entry ? 0 : -1}
      title={`Copy: ${exact}`}
      aria-label={`${words}, copy`}
      onClick={() => void copyFigure(exact, under)}
      onKeyDown={moveToFigure}
    >
      {words}
    </button>
  );
}

/** Arrows go from figure to figure of a table or panel, which is one stop for the Tab key. */
function moveToFigure(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const here = event.currentTarget as HTMLElement;
  const all = [...(here.closest('table, .details, .observations')?.querySelectorAll<HTMLElement>('.copy-figure') ?? [])];
  const next = by && all[all.indexOf(here) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

async function copyFigure(exact: string, under: Conditions): Promise<void> {
  const text = [exact, await conditions(under)].filter(Boolean).join(' · ');
  const copied = await copyText(text);
  outcome.value = { text, copied };
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    outcome.value = null;
  }, SHOWN_MS);
}

function underShown(platform = shown.value?.platforms[0]): Conditions {
  return { plan: shown.value?.plan, where: platform ? PLATFORM_WORDS[platform] : '' };
}

/** The plan as a command, and where it ran. What another program recorded has no plan. */
async function conditions({ plan, where }: Conditions): Promise<string> {
  const command = plan?.workload ? await engine.value?.command(plan) : '';
  return [command, where].filter(Boolean).join(', ');
}

/** Says what was copied, above everything and in nobody's way. */
export function CopiedLayer() {
  const now = outcome.value;
  return (
    <div class="copied" role="status">
      {now && (
        <p>
          {now.copied ? 'Copied: ' : 'The browser lets no page copy here: '}
          {now.text}
        </p>
      )}
    </div>
  );
}
