// The page's benchmarks with peers give their rows: a round or two of each, in one browser. Which of two times is the shorter is not asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beside } from '../../benches/beside.mjs';
import * as calling from '../../benches/calling.mjs';
import { inTurns } from '../../benches/rounds.mjs';
import * as waking from '../../benches/waking.mjs';

const PEERS = [
  'bare postMessage',
  'comlink',
  'workerpool',
  'threads.js',
  'bare transfer',
  'bare transfer, copied out of one wasm memory and into the other each way',
  'structured clone',
];

test('one round of calls, payloads and wakes has a time of ours and of each peer, and a bound for each of them', () =>
  beside(async page => {
    const rows = [];
    for (const { measure } of [calling, waking]) rows.push(...(await measure(1, page)));
    for (const { name, peer, ours_values, peer_values } of rows) {
      assert.equal(ours_values.length, peer_values.length);
      for (const values of [ours_values, peer_values])
        assert.ok(values.length > 0 && values.every(value => value > 0), `${name}, ${peer}: ${values}`);
    }
    const bounded = rows.filter(({ reach }) => reach).map(({ peer }) => peer);
    assert.deepEqual(bounded.slice(0, PEERS.length), PEERS);
    assert.deepEqual([...new Set(rows.map(({ id }) => id))], ['P5', 'P6', 'P3']);
  }));

test('rounds that take too long are fewer, but as many on either side, and enough for a verdict', async () => {
  const counted = { ours: () => 1, peer: () => 2 };
  assert.deepEqual(await inTurns(40, counted, 0), { ours: Array(6).fill(1), peer: Array(6).fill(2) });
  assert.equal((await inTurns(40, counted)).ours.length, 40);
});
