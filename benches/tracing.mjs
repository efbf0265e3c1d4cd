// What an event with its time costs in Chromium, beside one bare reading of the clock, and how much of each kernel's time its events are.
import binaryen from 'binaryen';
import { beside } from './beside.mjs';
import { inTurns, roundsOf } from './rounds.mjs';
import { handOver, isStarted } from './rows.mjs';
import { COMPUTING } from './workloads.mjs';

const ROUNDS = { few: 6, all: 16 };
/** Nine sides take turns. */
const SECONDS = 60;
/** Readings of the clock, and events. Each is done so often once more before, to be compiled. */
const READINGS = 50_000;
const EVENTS = 30_000;

/** A kernel with its events over the same without. */
const PROBE = { at_most: 1.005 };

/** Reads the clock that it imports so often, and adds up what it says. */
const CLOCK = `(module
  (import "clock" "now" (func $now (result f64)))
  (func (export "read") (param $count i32) (result f64)
    (local $sum f64)
    (loop $again
      (local.set $sum (f64.add (local.get $sum) (call $now)))
      (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (local.get $sum)))`;

/** The rows of so many rounds, on the page that `beside` gives. */
export async function measure(rounds, { browser, runBriefly, ask }) {
  const clock = [...binaryen.parseText(CLOCK).emitBinary()];
  const found = await inTurns(
    rounds,
    {
      event: () => ask('promiser', 'events', EVENTS, 'engine'),
      clock: () => ask('promiser', 'clockOfWasm', READINGS, clock),
      script: () => ask('promiser', 'clockOfScript', READINGS),
      ...Object.fromEntries(COMPUTING.map(one => [one.workload, async () => (await runBriefly(kernel(one)))[0]])),
    },
    SECONDS,
  );
  const row = {
    kind: 'pair',
    id: 'P8',
    place: 'browser',
    browser,
    unit: 'ns',
    name: 'an event with its time',
    ours_values: found.event,
  };
  const ours = 'the event';
  return [
    { ...row, ours, peer: 'performance.now() from wasm', peer_values: found.clock, reach: { at_most: 1.15 } },
    { ...row, ours, peer: 'performance.now() from JavaScript', peer_values: found.script },
    ...COMPUTING.map(({ workload }) => ({
      ...row,
      name: `the probe effect on ${workload} under sequential`,
      unit: 'ms',
      ours: 'with its events',
      peer: 'less what its events cost',
      ours_values: found[workload].map(({ wall_ns }) => wall_ns / 1e6),
      peer_values: found[workload].map(({ wall_ns, events }, round) => (wall_ns - events * found.event[round]) / 1e6),
      reach: PROBE,
      note: 'Reckoned, not measured: recording cannot be switched off. The peer is the same run, less its events at the cost measured in the same round.',
    })),
  ];
}

const kernel = ({ workload, parameters }) => ({ workload, parameters, models: ['sequential'], runs: 1, warmup: 0 });

if (isStarted(import.meta)) handOver(await beside(page => measure(roundsOf(ROUNDS), page)));
