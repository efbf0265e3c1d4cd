// Workers for the suite in a browser, as web/workers/ has them for the page. Each has an instance of this module: a process with a memory of its
// own, a thread on that of whoever starts it.
const PROCESS = 'process of the suite';
const THREAD = 'thread of the suite';

/** One end of a connection: what Rust's `Mailbox` is. */
class Mailbox {
  reader = null;
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

  postBrief(head) {
    if (this.failure) throw this.failure;
    this.port.postMessage(head);
  }

  postWith(head, payload) {
    if (this.failure) throw this.failure;
    this.port.postMessage({ head: head.slice(), payload }, [payload.buffer]);
  }

  listen(brief, message, gone) {
    this.reader = { brief, message, gone };
    for (const posted of this.unread.splice(0)) this.receive(posted);
    if (this.failure) gone(this.failure);
  }

  receive(posted) {
    if (!this.reader) this.unread.push(posted);
    else if (typeof posted === 'number') this.reader.brief(posted);
    else this.reader.message(posted);
  }

  fail(error) {
    this.failure = error;
    this.reader?.gone(error);
  }

  close() {
    this.reader = null;
    this.end();
    this.failure = new Error('the connection was closed');
  }
}

/** Gives the function that starts a process with a number; `main` is the address of the module's JavaScript. */
export function launcher(main, module) {
  return number => {
    const worker = new Worker(import.meta.url, { type: 'module', name: PROCESS });
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
  await rust.serveProcess(mailbox, false);
}

if (self.name === PROCESS) {
  let mailbox = null;
  self.onmessage = ({ data }) => {
    if (mailbox) return mailbox.receive(data);
    mailbox = new Mailbox(data.number, self, () => self.close());
    serve(mailbox, data).catch(reportError);
  };
  postMessage('ready');
}

/** Kept, because Firefox may collect workers that nobody refers to. */
const threads = [];

/** Starts so many threads; resolves when all of them can be handed a lane. */
export async function startThreads(main, module, memory, count) {
  const start = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(import.meta.url, { type: 'module', name: THREAD });
      threads.push(worker);
      worker.onmessage = ({ data }) => (data === 'listens' ? worker.postMessage({ main, module, memory }) : resolve());
      worker.onerror = event => reject(new Error(event.message || 'a thread could not be started'));
    });
  await Promise.all(Array.from({ length: count }, start));
}

if (self.name === THREAD) {
  self.onmessage = async ({ data: { main, module, memory } }) => {
    const rust = await import(main);
    await rust.default({ module_or_path: module, memory });
    rust.serveThread(() => postMessage('serves'));
  };
  postMessage('listens');
}
