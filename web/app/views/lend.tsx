// Lending this page to runs on other machines: what that means, where to, and while it goes on a counter and a way to stop it.

import { counted } from '../format.ts';
import { lend, lending, type Offered, stopLending } from '../lending.ts';
import { engine } from '../state.ts';

/** Opens the sheet in which the visitor is asked. */
export function LendButton() {
  return (
    <button type="button" class="quiet small lend-switch" popovertarget="lend" disabled={!engine.value}>
      Lend this tab
    </button>
  );
}

export function LendSheet() {
  const now = lending.value;
  const cores = navigator.hardwareConcurrency || 1;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { address, lanes } = event.currentTarget as HTMLFormElement & Record<'address' | 'lanes', HTMLInputElement>;
    if (engine.value) void lend(engine.value, address.value.trim(), lanes.valueAsNumber);
  };
  return (
    <div id="lend" class="sheet lend" popover="auto">
      <h2>Lend this tab</h2>
      <p>
        Runs on other machines, under the model <i>Distributed</i>, may then start processes in this tab. They run the programs of
        this page and nothing else: no code comes over the network, and nothing of this machine but computing time is given away.
      </p>
      {now.phase === 'off' ? (
        <form onSubmit={submit}>
          <label>
            <span>
              NATS server, as <code>interleave cluster</code> prints it for pages
            </span>
            <input
              name="address"
              type="text"
              required
              placeholder="ws://TOKEN@127.0.0.1:8080"
              autocomplete="off"
              spellcheck={false}
            />
          </label>
          <label>
            Processes at most
            <input name="lanes" type="number" required min="1" max="64" defaultValue={String(cores)} />
          </label>
          <button type="submit" class="quiet">
            Lend
          </button>
          {now.why && (
            <p class="mistake" role="alert">
              {now.why}
            </p>
          )}
        </form>
      ) : (
        <Lent />
      )}
    </div>
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
    <div class="lent">
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
