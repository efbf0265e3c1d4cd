// WebKitGTK, which is Safari's engine, by WebDriver: on a screen of its own that nobody sees, because it has no headless mode.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as later } from 'node:timers/promises';
import { findProgram } from './programs.mjs';
import { openSession } from './webdriver.mjs';

const DRIVER = findProgram(['WebKitWebDriver'], process.env.WEBKITWEBDRIVER);
const SCREEN = findProgram(['Xvfb'], process.env.XVFB);
const MISSING =
  !(DRIVER && SCREEN) && 'no WebKitGTK here. On Debian and Ubuntu type: sudo apt-get install webkit2gtk-driver xvfb';

/** Why tests in WebKitGTK are skipped, if they may be: not where CI runs. */
export const skipWebKit = process.env.CI === 'true' ? false : MISSING;

/** The driver prints nothing when it listens, so it is asked again and again. */
const ASK_AGAIN_MS = 20;
const START_TIMEOUT_MS = 20_000;

/** Starts a screen, the driver and one browser. */
export async function startWebKit() {
  if (MISSING) throw new Error(MISSING);
  const screen = spawn(SCREEN, ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [display] = await Promise.race([once(createInterface({ input: screen.stdout }), 'line'), ended(screen, 'Xvfb')]);
  const port = await freePort();
  const driver = spawn(DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${display}`,
      GDK_BACKEND: 'x11',
      // Containers and root have no sandbox; it opens nothing but our own page.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  const end = () => {
    driver.kill();
    screen.kill();
  };
  try {
    const base = `http://127.0.0.1:${port}`;
    await Promise.race([listening(base), ended(driver, 'WebKitWebDriver')]);
    return await openSession(base, { browserName: 'MiniBrowser' }, end);
  } catch (error) {
    end();
    throw error;
  }
}

async function ended(started, name) {
  const [code] = await once(started, 'exit');
  throw new Error(`${name} ended with ${code}`);
}

/** A port that was free a moment ago: this driver cannot choose one itself and tell it. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function listening(base) {
  for (const until = Date.now() + START_TIMEOUT_MS; Date.now() < until; await later(ASK_AGAIN_MS)) {
    const answer = await fetch(`${base}/status`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`WebKitWebDriver does not listen at ${base}`);
}
