// Process workers for the suite in a browser, as web/workers/ has them for the page: each has an instance of this module and a memory of its own.
const NAME = 'process of the suite';

/** One end of a connection: what Rust's `Mailbox` is. */
class Mailbox {
  onArrival = () => {};
  unread = [];
  failure = null;

  constructor(number, port, end) {
    Object.assign(this, { number, port, end });
  }

  /** `head` lies in a wasm memory, which cannot be sent. */
  post(head) {
    if (this.failure) throw this.failure;
    this.port.postMessage({ head: head.slice() });
  }

  postWith(head, payload) {
    if (this.failure) throw this.failure;
    this.port.postMessage({ head: head.slice(), payload }, [payload.buffer]);
  }

  take() {
    const message = this.unread.shift();
    if (!message && this.failure) throw this.failure;
    return message;
  }

  receive(message) {
    this.unread.push(message);
    this.onArrival();
  }

  fail(error) {
    this.failure = error;
    this.onArrival();
  }

  close() {
    this.onArrival = () => {};
    this.end();
    this.fail(new Error('the connection was closed'));
  }
}

/** Gives the function that starts a process with a number; `main` is the address of the module's JavaScript. */
export function launcher(main, module) {
  return number => {
    const worker = new Worker(import.meta.url, { type: 'module', name: NAME });
    const waiting = [];
    let isReady = false;
    const port = {
      // What is sent before the worker listens would be lost.
      postMessage: (...message) => (isReady ? worker.postMessage(...message) : waiting.push(message)),
    };
    const mailbox = new Mailbox(number, port, () => worker.terminate());
    worker.onmessage = ({ data }) => {
      if (data !== 'ready') return mailbox.receive(data);
      isReady = true;
      worker.postMessage({ main, module, number });
      for (const message of waiting) worker.postMessage(...message);
    };
    worker.onerror = event => mailbox.fail(new Error(event.message || 'its worker could not be started'));
    return mailbox;
  };
}

async function serve(mailbox, { main, module }) {
  const rust = await import(main);
  await rust.default({ module_or_path: module });
  await rust.serveProcess(mailbox);
}

if (self.name === NAME) {
  let mailbox = null;
  self.onmessage = ({ data }) => {
    if (mailbox) return mailbox.receive(data);
    mailbox = new Mailbox(data.number, self, () => self.close());
    serve(mailbox, data).catch(reportError);
  };
  postMessage('ready');
}
