// What the task manager says of a process at one moment.
import { expect, test } from 'vitest';
import type { ProcessLine, Span, State } from '../schema.ts';
import { laneNow, loadNow, networkOf, processNow, threadsNow } from './lane-now.ts';
import { spanList } from './testing.ts';
import type { Lane, Timeline } from './timeline.ts';

function lane(id: number, kind: Lane['kind'], process: number, states: State[]): Lane {
  const span = (state: State, place: number): Span => ({
    state,
    task: state === 'running' ? 0 : null,
    resource: null,
    from_ns: 10 * place,
    to_ns: 10 * place + 10,
  });
  return { id, name: `lane ${id}`, kind, process, spans: spanList(states.map(span)) };
}

const CHILD = lane(2, 'process', 7, ['idle', 'starting', 'running', 'idle', 'running', 'idle']);
const LANES = [lane(0, 'main', 1, ['running']), lane(1, 'thread', 1, ['running']), CHILD];
const NOBODY = { name: '', threads: 1, memory: '', cpu: '', load: [] };

test('a lane is not started, busy with a task, idle in between, and ended', () => {
  const now = [5, 15, 25, 35, 45, 55].map(at_ns => laneNow(CHILD, ['count_up'], at_ns));
  expect(now).toEqual(['not started', 'starting', 'running: count_up', 'idle', 'running: count_up', 'ended']);
});

test('a process is what its only lane is, or how many of its lanes are in which state', () => {
  const timeline = { lanes: LANES, tasks: ['count_up'] } as unknown as Timeline;
  const child: ProcessLine = { ...NOBODY, name: 'lane 2', id: 7, parent: 1 };
  const parent: ProcessLine = { ...NOBODY, id: 1, parent: null };
  expect(processNow(timeline, child, 25)).toBe('running: count_up');
  expect(processNow(timeline, parent, 5)).toBe('2 running');
  expect(processNow(timeline, parent, 15)).toBe('2 ended');
  expect(processNow(timeline, parent, null)).toBe('ended');
});

test('processes of two machines may have the same number', () => {
  const other = lane(3, 'process', 7, ['starting', 'running']);
  const timeline = { lanes: [...LANES, other], tasks: ['count_up'] } as unknown as Timeline;
  const now = ['lane 2', 'lane 3'].map(name => processNow(timeline, { ...NOBODY, name, id: 7, parent: 1 }, 5));
  expect(now).toEqual(['not started', 'starting']);
});

test('a lane is as far away as its process, and those of the parent are here', () => {
  const other = lane(3, 'process', 7, ['running']);
  const lent = (name: string, network: string): ProcessLine => ({ ...NOBODY, name, id: 7, parent: 1, network });
  const processes = [{ ...NOBODY, id: 1, parent: null }, lent('lane 2', 'near'), lent('lane 3', 'far')];
  const far = [...LANES, other].map(one => networkOf({ processes } as Timeline, one));
  expect(far).toEqual([null, null, 'near', 'far']);
});

test('the threads of lanes count while they live, and those that are no lane\u2019s always', () => {
  const worker = lane(1, 'thread', 1, ['idle', 'starting', 'running', 'idle']);
  const timeline = { lanes: [LANES[0], worker, CHILD], tasks: [] } as unknown as Timeline;
  const parent: ProcessLine = { ...NOBODY, id: 1, parent: null, threads: 3 };
  const now = [5, 15, 25, 35, null].map(at_ns => threadsNow(timeline, parent, at_ns));
  expect(now).toEqual([2, 3, 3, 2, 3]);
});

test('the share of the processor is that of the part of the run in which the moment lies', () => {
  const timeline = { wall_ns: 40 } as Timeline;
  const process: ProcessLine = { ...NOBODY, id: 1, parent: null, load: [0, 100, 187, 50] };
  expect([0, 9, 10, 25, 39, 40].map(at_ns => loadNow(timeline, process, at_ns))).toEqual([0, 0, 100, 187, 50, 50]);
  expect(loadNow(timeline, { ...process, load: [] }, 10)).toBe(null);
});
