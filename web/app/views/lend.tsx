// While this page is lent to runs on other machines: a counter, and a way to stop it.
import { counted } from '../format.ts';
import { lending, type Offered, stopLending } from '../lending.ts';

/** What goes on, wherever on the page the visitor is. */
export function LendingBar() {
  if (lending.value.phase === 'off') return null;
  return (
    <aside class="lending-bar" aria-label="Lending">
      <Lent />
    </aside>
  );
}

export function Lent() {
  const now = lending.value;
  if (now.phase === 'off') return null;
  return (
    <div class="machines-now">
      <span role="status">{now.phase === 'connecting' ? `Connecting to ${now.offered.server} …` : words(now.offered, now)}</span>
      <button type="button" class="quiet small" onClick={stopLending}>
        Stop lending
      </button>
    </div>
  );
}

function words(
  { server, name, lanes }: Offered,
  { used, lent, connected }: { used: number; lent: number; connected: boolean },
): string {
  if (!connected) return `The server at ${server} is away; this tab waits for it.`;
  return `Lent as “${name}” to ${server}: ${used} of ${counted(lanes, 'process', 'processes')} in use, ${lent} lent so far.`;
}
