// Lending this page to runs on other machines: what that means, and while it goes on a counter and a way to stop it.

import { counted } from '../format.ts';
import { lending, type Offered, stopLending } from '../lending.ts';
import { Why } from './why.tsx';

/** Of the sheet: the question, or what goes on. */
export function LendPart() {
  const now = lending.value;
  const cores = navigator.hardwareConcurrency || 1;
  return (
    <>
      <p>
        Runs on other machines may then start processes in this tab. They run the programs of this page and nothing else: no code
        comes over the network, and nothing of this machine but computing time is given away.
      </p>
      {now.phase === 'off' ? (
        <>
          <div class="machines-how">
            <label>
              Processes at most
              <input name="lanes" type="number" required min="1" max="64" defaultValue={String(cores)} />
            </label>
            <button type="submit" name="what" value="lend" class="quiet">
              Lend
            </button>
          </div>
          <Why sentence={now.why} />
        </>
      ) : (
        <Lent />
      )}
    </>
  );
}

/** What goes on, wherever on the page the visitor is. */
export function LendingBar() {
  if (lending.value.phase === 'off') return null;
  return (
    <aside class="lending-bar" aria-label="Lending">
      <Lent />
    </aside>
  );
}

function Lent() {
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
