// The page's head: its name, what asks about other machines, the switch to the projector view and, as a badge, where the programs run.
import { projector, setProjector } from '../projector.ts';
import { tooltip } from '../tooltip.ts';
import { EnvironmentBadge } from './environment.tsx';
import { MachinesButton } from './machines.tsx';

export function Header() {
  return (
    <header class="head">
      <h1>
        <svg class="mark" viewBox="0 0 22 16" aria-hidden="true">
          <path d="M0 1h8v5H0zM14 1h8v5h-8zM7 10h8v5H7z" />
          <path class="faint" d="M9 1h4v5H9zM0 10h6v5H0zM16 10h6v5h-6z" />
        </svg>
        Interleave
      </h1>
      <p class="motto">One program under every concurrency model, run for real.</p>
      <MachinesButton />
      <button
        type="button"
        class="quiet small projector-switch"
        aria-pressed={projector.value}
        onClick={() => setProjector(!projector.value)}
        {...tooltip('Large text, for a room')}
      >
        Projector view
      </button>
      <EnvironmentBadge />
    </header>
  );
}
