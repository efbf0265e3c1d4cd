// Starts a worker, and once more under a fresh address when its script does not load: what answered wrongly once may have kept that answer.

/** What browsers put before the sentence of an error that was thrown or reported. */
const THROWN = /^(Uncaught )?Error: /;

export interface Listener<Heard> {
  message(data: Heard): void;
  /** The worker can never be used again. */
  failure(error: Error): void;
}

export interface Launched<Said> {
  postMessage(message: Said, transfer?: Transferable[]): void;
  terminate(): void;
}

/** `script` is an address that the bundler gave, by an import with `?worker&url`. */
export function launch<Heard, Said>(script: string, name: string, listener: Listener<Heard>): Launched<Said> {
  /** What was posted to a script that has not said anything yet, and perhaps never will. */
  let unheard: Said[] | null = [];
  let worker = start(script);

  function start(address: string): Worker {
    const started = new Worker(address, { type: 'module', name });
    started.onmessage = ({ data }: MessageEvent<Heard>) => {
      unheard = null;
      listener.message(data);
    };
    started.onmessageerror = () => listener.failure(new Error(`The worker '${name}' sent what cannot be read.`));
    started.onerror = event => {
      // Else it would be an error of whoever has started the worker too, and of the one that has started that: a lender would end with one lane.
      event.preventDefault();
      // An error in the script has a message. One without is the browser's own: the script did not load.
      if (event.message) listener.failure(new Error(event.message.replace(THROWN, '')));
      else if (address === script && unheard) startAgain(unheard);
      else listener.failure(new Error(notLoaded(script)));
    };
    return started;
  }

  function startAgain(messages: Said[]): void {
    worker.terminate();
    // No cache knows this address. Something may stand behind a question mark already.
    worker = start(`${script}${script.includes('?') ? '&' : '?'}again=${Date.now().toString(36)}`);
    for (const message of messages) worker.postMessage(message);
  }

  return {
    postMessage(message, transfer) {
      unheard?.push(message);
      // What was transferred could not be sent again. To give an empty list takes longer than to give none.
      if (unheard || !transfer) worker.postMessage(message);
      else worker.postMessage(message, transfer);
    },
    terminate() {
      unheard = null;
      worker.terminate();
    },
  };
}

function notLoaded(script: string): string {
  return `The script ${script} could not be loaded, and not under a fresh address either. Check that its host answers and that nothing blocks it; then load the page again.`;
}
