// Browsers by WebDriver: the few commands that the tests need, sent to the browser's own driver directly.
import { spawn } from 'node:child_process';
import { findProgram } from './programs.mjs';

const DRIVER = findProgram(['geckodriver'], process.env.GECKODRIVER);
const FIREFOX = findProgram(['firefox', 'firefox-esr'], process.env.FIREFOX);
const MISSING =
  !(DRIVER && FIREFOX) &&
  'No Firefox or no geckodriver found: `cargo xtask test --page` installs both on Linux; elsewhere install them, or set FIREFOX and GECKODRIVER to their programs.';
const REQUIRED = process.env.CI === 'true' || process.platform === 'linux';

/** Why tests in Firefox are skipped, if they may be: not where CI runs, nor where `cargo xtask` installs Firefox. */
export const skipFirefox = REQUIRED ? false : MISSING;

/** What a driver says of a script when its page gave way to the next one; the last is WebKit's, where the next page has a process of its own. */
const LEFT = /^(javascript error|no such frame): .*unload|^The page went away|^unknown error: Could not parse script result/;

/** Whether a script failed only because its page gave way to the next one. */
export const pageLeft = error => LEFT.test(error.message);

/** Starts geckodriver with one headless Firefox. */
export async function startFirefox(prefs = {}) {
  if (MISSING) throw new Error(MISSING);
  const driver = spawn(DRIVER, ['--port', '0', '--host', '127.0.0.1'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const end = () => driver.kill();
  try {
    const options = { binary: FIREFOX, args: ['-headless', '--width=1280', '--height=860'], prefs };
    const base = `http://127.0.0.1:${await portOf(driver)}`;
    return await openSession(base, { browserName: 'firefox', 'moz:firefoxOptions': options }, end);
  } catch (error) {
    end();
    throw error;
  }
}

/** Has the driver at an address start its browser. `endDriver` is called when the browser has ended. */
export async function openSession(base, capabilities, endDriver) {
  const { sessionId } = await send('POST', `${base}/session`, { capabilities: { alwaysMatch: capabilities } });
  const session = `${base}/session/${sessionId}`;
  return {
    open: url => send('POST', `${session}/url`, { url }),
    reload: () => send('POST', `${session}/refresh`, {}),
    /** Runs the body of an async function in the page and gives its result. */
    async evaluate(body, ...args) {
      const script = `const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1);
        (async (...args) => { ${body} })(...args).then(value => done({ value }), error => done({ error: String(error) }));`;
      await send('POST', `${session}/timeouts`, { script: 120_000 });
      const answer = await send('POST', `${session}/execute/async`, { script, args });
      const { value, error } = answer ?? { error: 'The page went away while a script ran in it.' };
      if (error) throw new Error(error);
      return value;
    },
    /** Clicks on the first element that a CSS selector finds, as a visitor would. */
    async click(selector) {
      const [element] = Object.values(await send('POST', `${session}/element`, { using: 'css selector', value: selector }));
      await send('POST', `${session}/element/${element}/click`, {});
    },
    screenshot: async () => Buffer.from(await send('GET', `${session}/moz/screenshot/full`), 'base64'),
    async end() {
      await send('DELETE', session).finally(endDriver);
    },
  };
}

/** The port that geckodriver chose, which it prints when it listens. */
function portOf(driver) {
  return new Promise((resolve, reject) => {
    let output = '';
    driver.on('exit', code => reject(new Error(`geckodriver ended with ${code}: ${output}`)));
    driver.stdout.on('data', chunk => {
      output += chunk;
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      if (port) resolve(port);
    });
  });
}

async function send(method, url, body) {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
