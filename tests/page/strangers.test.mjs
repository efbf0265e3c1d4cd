// A parent that is not this program asks a page that lends itself for work that nobody could have typed there: it is refused and told why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inside, machines } from './cluster.mjs';
import { lend } from './machines.mjs';
import { connectTo, skipNats } from './nats.mjs';

const { nats, closeLater, openPage } = machines();

/** The bytes before what a frame carries, as `web/workers/lending/stream.ts` makes them; these are of the first and last piece of a message. */
const FRAME = Buffer.from([2, 1, ...Array(16).fill(0)]);
/** What a lane says when it is going, in the second byte of a frame. */
const GONE = 3;

/** A request to perform task 0 of this work, as postcard writes it: `Request` of `core/src/model/protocol.rs`. */
function perform(workload, parameters) {
  const text = said => [said.length, ...Buffer.from(said)];
  const [perform, some, none, lane, task] = [0, 1, 0, 1, 0];
  const room = [64, 64, 64];
  const head = Buffer.from([perform, some, lane, ...room, ...text(workload), ...text(JSON.stringify(parameters)), none, task]);
  const lengths = Buffer.alloc(12);
  lengths.writeUInt32LE(head.length);
  return Buffer.concat([FRAME, lengths, head]);
}

/** Asks whoever lends for a lane, and says this to it; gives what it says: why it is going, or the first message. */
async function answer(server, frame) {
  const stats = (await server.request('$SRV.STATS.interleave')).json();
  const [{ subject, data }] = stats.endpoints;
  const inbox = `_INBOX.${subject}`;
  const said = server.subscribe(inbox);
  const lent = await server.request(subject, JSON.stringify({ versions: data.versions, inbox }));
  server.publish(lent.json().inbox, frame);
  try {
    for await (const { data } of said) {
      // Other frames only say that the lane is there.
      if (data.length > FRAME.length)
        return { gone: data[1] === GONE, words: Buffer.from(data.subarray(FRAME.length)).toString() };
    }
    throw new Error('the connection has ended');
  } finally {
    said.unsubscribe();
  }
}

test('a page that lends itself checks work as a plan that was typed there, and says what is wrong with it', {
  skip: skipNats,
}, async () => {
  const page = await openPage();
  await inside(page, lend, nats().websocket, 4);
  const server = await connectTo(nats().nats);
  closeLater(() => server.close());
  const refused = async (frame, why) => {
    const { gone, words } = await answer(server, frame);
    assert.match(words, why);
    assert.ok(gone);
  };
  await refused(perform('count', { n: -1 }), /^its process failed: Its worker refuses that work: .*'-1' is not possible/);
  await refused(perform('cuont', { n: 10 }), /^its process failed: Its worker refuses that work: .*'count'/);
  // Its process could read and play it: only a parent that has not checked anything sends it so.
  const scenario = perform('scenario', { text: "[[task]]\nname = 'one'\nsteps = [{ print = 'hello' }]" });
  await refused(scenario, /^its process failed: Its worker refuses that work: The scenario is not what its text says\.$/);
  assert.equal((await answer(server, perform('count', { n: 10 }))).gone, false, 'it is done');
});
