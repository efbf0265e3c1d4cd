// The page in Chromium with peers beside it: runs plans on the page's own engine, starts that engine again, and asks a worker that holds the peers.
import { join } from 'node:path';
import { build } from 'vite';
import { launch, open, ready } from '../tests/page/browser.mjs';
import { serve } from '../tests/page/server.mjs';
import { browserName } from './rows.mjs';

/** Each becomes one script, with all that it imports: no worker loads a chain of files. */
const SCRIPTS = [
  'caller',
  'raw-worker',
  'comlink-worker',
  'workerpool-worker',
  'threads-worker',
  'engine-worker',
  'waker',
  'promiser',
];

/** Opens the page and the peers, gives them to `measure`, and closes everything. */
export async function beside(measure) {
  const host = await serve({ isolated: true, scripts: await peers() });
  try {
    const browser = await launch();
    try {
      const page = await open(browser, 'about:blank', { expectReady: false });
      await page.addInitScript(prepare);
      await page.goto(host.url);
      await ready(page);
      await page.evaluate(bringAll);
      await page.evaluate(openPeers);
      const name = await page.evaluate(browserName);
      return await measure({
        browser: name,
        /** The samples of a plan that the page's engine runs, each with its trace. The page itself does nothing for it. */
        run: plan => soon(page.evaluate(runAlone, [plan, true]), `running ${JSON.stringify(plan)}`),
        /** The same without events, for traces that are long to hand over. */
        runBriefly: plan => soon(page.evaluate(runAlone, [plan, false]), `running ${JSON.stringify(plan)}`),
        /** Asks one of the scripts of `peers/`. */
        ask: (peer, ask, ...args) => soon(page.evaluate(askPeer, [peer, ask, args]), `${ask} ${args}`),
        /** Runs a function in the page. */
        inside: (body, arg) => soon(page.evaluate(body, arg), body.name),
      });
    } finally {
      await browser.close();
    }
  } finally {
    await host.close();
  }
}

/** Only what hangs takes longer. */
const PATIENCE_MS = 30_000;

/** The automation itself waits for ever. */
function soon(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${PATIENCE_MS / 1_000} s`)), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The scripts of `peers/`, bundled, by their paths. */
async function peers() {
  const scripts = new Map();
  for (const name of SCRIPTS) {
    const { output } = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        target: 'es2022',
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: join(import.meta.dirname, `peers/${name}.mjs`),
          output: { format: 'es', codeSplitting: false, entryFileNames: `${name}.js` },
        },
      },
    });
    scripts.set(`/bench/${name}.js`, output[0].code);
  }
  return scripts;
}

/** In the page, before its own scripts: keeps the worker that runs plans, and how it was started. */
function prepare() {
  const send = Worker.prototype.postMessage;
  const Original = Worker;
  const addresses = new Map();
  window.Worker = class extends Original {
    constructor(address, options) {
      super(address, options);
      addresses.set(this, { address: String(address), options });
    }
  };
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.type === 'start' && message.workers > 0 && !message.besides) {
      window.runner = this;
      window.engineStart = { ...addresses.get(this), message };
    }
    return send.call(this, message, ...rest);
  };
  window.idle = async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    await new Promise(resolve => requestIdleCallback(resolve));
  };
}

/** In the page: a run of a program for which all of the engine is loaded, so that nothing is loaded while something is measured. */
async function bringAll() {
  const program = { workload: 'storm', parameters: { waits: 2, wait_ms: 1 } };
  await window.interleave.run({ ...program, models: ['sequential'], runs: 1, warmup: 0 });
}

/** In the page: starts the workers that hold the peers. */
function openPeers() {
  const open = script => {
    const worker = new Worker(`/bench/${script}.js`, { type: 'module' });
    const pending = new Map();
    let last = 0;
    worker.onmessage = ({ data: { id, value, error, begins } }) => {
      if (begins) return worker.postMessage({ goOn: true });
      const { resolve, reject } = pending.get(id);
      pending.delete(id);
      if (error) reject(new Error(error));
      else resolve(value);
    };
    worker.onerror = event => {
      for (const { reject } of pending.values()) reject(new Error(event.message));
    };
    return async (ask, args) => {
      await window.idle();
      // What the engine was started from cannot travel through the automation.
      const given = args.map(arg => (arg === 'engine' ? window.engineStart.message.source : arg));
      return new Promise((resolve, reject) => {
        pending.set(++last, { resolve, reject });
        worker.postMessage({ id: last, ask, args: given });
      });
    };
  };
  window.peers = Object.fromEntries(['caller', 'waker', 'promiser'].map(script => [script, open(script)]));
}

/** In the page. */
function askPeer([peer, ask, args]) {
  return window.peers[peer](ask, args);
}

/** In the page: its engine runs a plan for a caller of whom the page knows nothing. The page lets it go on after each update. */
async function runAlone([plan, traced]) {
  await window.idle();
  const samples = [];
  const id = `bench ${crypto.randomUUID()}`;
  await new Promise((resolve, reject) => {
    const listen = ({ data }) => {
      if (data.id !== id) return;
      if (data.type === 'update' && data.update.update === 'ended') samples.push(data.update.sample);
      if (data.type === 'update' && data.update.update === 'unavailable') reject(new Error(data.update.why));
      if (data.type === 'update') return;
      window.runner.removeEventListener('message', listen);
      if (data.type === 'result') resolve();
      else reject(new Error(data.message));
    };
    window.runner.addEventListener('message', listen);
    window.runner.postMessage({ type: 'call', id, call: { method: 'run', plans: [plan], platforms: ['browser'], files: [] } });
  });
  // What a workload is set beside is no model, and takes its turns too.
  const all = samples
    .map(bytes => JSON.parse(new TextDecoder().decode(bytes)))
    .filter(({ model }) => plan.models.includes(model));
  if (traced) return all;
  return all.map(({ wall_ns, tasks, record: { traced } }) => ({
    wall_ns,
    answers: tasks.map(task => task.Ok),
    events: traced.events.length,
    dropped: traced.lanes.reduce((sum, lane) => sum + lane.dropped, 0),
  }));
}
