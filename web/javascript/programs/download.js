// Files by real HTTP from a server on this machine. Each task fetches its share, one file after the other, and tries again where that can help.
import { setTimeout as sleep } from 'node:timers/promises';
import { checksum } from '../numbers.js';

/** How often a file is tried, and how many milliseconds the first pause takes. */
const [ATTEMPTS, PAUSE_MS] = [3, 5];

export const tasks = ({ files, at_once }) => Math.min(at_once, files);

/** Why a file did not come, and whether asking again would come to the same. */
class Failed extends Error {
  constructor(why, lasting = false) {
    super(why);
    this.lasting = lasting;
  }
}

export async function run(task) {
  const { files } = task.values;
  const seen = [];
  for (let file = task.number + 1; file <= files; file += tasks(task.values)) {
    seen.push(file);
    try {
      const body = await fetchFile(task, file);
      task.print(`file ${file}: ${Math.floor(body.length / 1024)} KiB`);
      seen.push(...body);
    } catch (failure) {
      if (!failure.lasting) throw failure;
      task.print(`file ${file}: ${failure.message}`);
    }
  }
  return checksum(seen);
}

async function fetchFile(task, file) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await get(task, path(task, file, attempt));
    } catch (failure) {
      if (failure.lasting || attempt === ATTEMPTS) throw failure;
      task.print(`file ${file}: ${failure.message}; once more`);
      // Longer each time, because haste helps no server.
      await sleep(PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}

async function get(task, address) {
  const { server, timeout_ms, kib } = task.values;
  let [status, body] = [0, new Uint8Array()];
  try {
    const answer = await fetch(`http://${server}${address}`, { signal: AbortSignal.timeout(timeout_ms) });
    [status, body] = [answer.status, new Uint8Array(await answer.arrayBuffer())];
  } catch (error) {
    throw new Failed(error.name === 'TimeoutError' ? `no answer within ${timeout_ms} ms` : 'the connection broke off');
  }
  if (status === 404) throw new Failed('404, there is no such file', true);
  if (status !== 200) throw new Failed(`the server answered with the status ${status}`, true);
  if (body.length !== kib * 1024) throw new Failed('the connection broke off');
  return body;
}

/** The address says what the server is to answer, and when; every third file meets the failure that was asked for. */
function path(task, file, attempt) {
  const { kib, delay_ms, failures, timeout_ms } = task.values;
  const fails = file % 3 === 0 && (attempt === 1 || failures === '404');
  const asked = { file, bytes: kib * 1024, delay_ms, fault: fails ? failures : 'none', timeout_ms };
  return `/download?${new URLSearchParams(asked)}`;
}
