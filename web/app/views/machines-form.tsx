// What is in the sheet about other machines: one address of a server, and what the visitor allows with it: to use their workers, and to lend this page.
import { counted } from '../format.ts';
import { lend, lending } from '../lending.ts';
import { type Machines, machines, stopMachines, useMachines } from '../machines.ts';
import { engine } from '../state.ts';
import { LendPart } from './lend-part.tsx';
import { Why } from './why.tsx';

/** As `interleave run` has it. */
const USUAL_TIMEOUT_S = 60;

/** A file of credentials is shorter. */
const MOST_BYTES = 64 * 1024;

type Fields = 'address' | 'creds' | 'lanes' | 'timeout';

export function MachinesForm() {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { address, creds, lanes, timeout } = event.currentTarget as HTMLFormElement & Record<Fields, HTMLInputElement>;
    const isLent = (event.submitter as HTMLButtonElement | null)?.value === 'lend';
    const credentials = (await creds.files?.[0]?.slice(0, MOST_BYTES).text()) ?? null;
    const way = { address: address.value.trim(), credentials };
    if (!engine.value) return;
    if (isLent) void lend(engine.value, way, lanes.valueAsNumber);
    else void useMachines(engine.value, way, timeout.valueAsNumber);
  };
  const isConnected = machines.value.phase !== 'off' || lending.value.phase !== 'off';
  return (
    <>
      <p>
        Under the model <i>Distributed</i>, machines and browsers work on one run. They meet at a NATS server;{' '}
        <code>interleave cluster</code> starts one, and prints its address for pages.
      </p>
      <form onSubmit={submit}>
        <label>
          Address of the server
          <input
            name="address"
            type="text"
            required
            readOnly={isConnected}
            placeholder="ws://TOKEN@127.0.0.1:8080"
            autocomplete="off"
            spellcheck={false}
          />
        </label>
        <label>
          File of credentials, if the server asks for one; it stays in this page
          <input name="creds" type="file" disabled={isConnected} />
        </label>
        <section class="machines-part" aria-labelledby="machines-use">
          <h3 id="machines-use">Use them from this page</h3>
          <p>
            In runs under <i>Distributed</i>, the program’s tasks, with the texts and files that you gave them, and their results
            go to whoever that server lets in. Nothing else leaves this page.
          </p>
          <Used now={machines.value} />
        </section>
        <section class="machines-part" aria-labelledby="machines-lend">
          <h3 id="machines-lend">Lend this tab</h3>
          <LendPart />
        </section>
      </form>
    </>
  );
}

function Used({ now }: { now: Machines }) {
  if (now.phase === 'off') {
    return (
      <>
        <div class="machines-how">
          <label>
            Seconds to wait for workers
            <input name="timeout" type="number" required min="0" max="86400" defaultValue={String(USUAL_TIMEOUT_S)} />
          </label>
          <button type="submit" name="what" value="use" class="quiet">
            Use other machines
          </button>
        </div>
        <Why sentence={now.why} />
      </>
    );
  }
  return (
    <div class="machines-now">
      <span role="status">{now.phase === 'connecting' ? `Connecting to ${now.server} …` : usedWords(now)}</span>
      <button type="button" class="quiet small" onClick={stopMachines}>
        Use no more
      </button>
    </div>
  );
}

function usedWords({ server, connected, workers, free, unfit }: Extract<Machines, { phase: 'on' }>): string {
  if (!connected) return `The server at ${server} is away; this page waits for it.`;
  if (workers === 0)
    return `Connected to ${server}. ${unfit ?? 'No worker is there yet.'} Distributed can be chosen among the models.`;
  const there = `${counted(workers, 'worker')} with ${counted(free, 'free lane')}`;
  return `Connected to ${server}: ${there}. Distributed can be chosen among the models.`;
}
