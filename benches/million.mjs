// The trace that the benchmark's page opens: events as eight threads under a GIL with a very short switch interval would leave them.
// It is no recording: only how long it takes to read, fold and draw is measured with it.

/** A report like `report`, of a run of the model `gil`, with a trace of so many events. Needs nothing around it, so that pages can be given it. */
export function withEvents(report, count) {
  const THREADS = 8;
  // One thread after the other holds the lock for so long, and takes so long to get it.
  const SLICE_NS = 9_000;
  const SWITCH_NS = 1_000;
  const EVENTS_OF_SLICE = 5;
  const [result] = report.results;
  const slices = Math.floor(count / EVENTS_OF_SLICE);
  const wall_ns = (slices + 2) * (SLICE_NS + SWITCH_NS);
  const lane = (id, name, kind) => ({ id, name, kind, process: null, memory_bytes: null, clock_uncertainty_ns: 0, dropped: 0 });
  const threads = Array.from({ length: THREADS }, (_, i) => i + 1);
  const resource = 0;
  const blocked = { kind: 'suspended', cause: { why: 'blocked', resource } };
  const events = [];
  const happens = event => events.push({ seq: events.length, ...event });
  happens({ at_ns: 0, lane: 0, kind: 'lane-started' });
  for (const target of threads) happens({ at_ns: 0, lane: 0, kind: 'spawn-requested', target });
  happens({ at_ns: 0, lane: 0, kind: 'suspended', cause: { why: 'join' } });
  for (const lane of threads) {
    happens({ at_ns: 1, lane, kind: 'lane-started' });
    happens({ at_ns: 1, lane, task: lane - 1, kind: 'task-started' });
    happens({ at_ns: 1, lane, task: lane - 1, ...blocked });
  }
  for (let slice = 0; slice < slices; slice++) {
    const lane = 1 + (slice % THREADS);
    const next = 1 + ((slice + 1) % THREADS);
    const [here, there] = [
      { lane, task: lane - 1 },
      { lane: next, task: next - 1 },
    ];
    const begins = slice * (SLICE_NS + SWITCH_NS) + SWITCH_NS;
    happens({ at_ns: begins, ...here, kind: 'acquired', resource });
    happens({ at_ns: begins, ...here, kind: 'resumed' });
    happens({ at_ns: begins + SLICE_NS / 2, ...there, kind: 'drop-requested', resource });
    happens({ at_ns: begins + SLICE_NS, ...here, ...blocked });
    happens({ at_ns: begins + SLICE_NS, ...here, kind: 'released', resource });
  }
  for (const lane of threads) {
    happens({ at_ns: wall_ns - 1, lane, task: lane - 1, kind: 'resumed' });
    happens({ at_ns: wall_ns - 1, lane, task: lane - 1, kind: 'task-ended' });
    happens({ at_ns: wall_ns - 1, lane, kind: 'lane-ended' });
  }
  happens({ at_ns: wall_ns, lane: 0, kind: 'resumed' });
  happens({ at_ns: wall_ns, lane: 0, kind: 'lane-ended' });
  const trace = {
    wall_ns,
    lanes: [lane(0, 'main', 'main'), ...threads.map(id => lane(id, `thread ${id}`, 'thread'))],
    tasks: threads.map(id => `task ${id}`),
    resources: ['GIL'],
    lines: [],
    events,
  };
  return { ...report, results: [{ ...result, trace, output: [] }] };
}
