// Moving over the timeline with the arrow keys.
import { describe, expect, it } from 'vitest';
import type { Span, State } from '../schema.ts';
import { neighbour } from './keyboard.ts';
import { timelineOf } from './testing.ts';
import type { Timeline } from './timeline.ts';

function spans(...states: State[]): Span[] {
  return states.map((state, i) => ({ state, task: null, resource: null, from_ns: i * 10, to_ns: i * 10 + 10 }));
}

function timeline(...lanes: Span[][]): Timeline {
  return timelineOf({ lanes: lanes.map((own, id) => ({ id, name: `${id}`, kind: 'thread', process: null, spans: own })) });
}

const two = [
  timeline(spans('running', 'idle', 'waiting')),
  timeline(spans('starting', 'running', 'running'), spans('idle', 'blocked')),
];

describe('the arrow keys', () => {
  it('begin at the first span of the first lane', () => {
    expect(neighbour(two, null, 'ArrowRight')).toEqual({ timeline: 0, row: 0, span: 0 });
    expect(neighbour([], null, 'ArrowRight')).toBeNull();
  });

  it('go from span to span and pass over stretches without any', () => {
    expect(neighbour(two, { timeline: 0, row: 0, span: 0 }, 'ArrowRight')).toEqual({ timeline: 0, row: 0, span: 2 });
    expect(neighbour(two, { timeline: 0, row: 0, span: 2 }, 'ArrowLeft')).toEqual({ timeline: 0, row: 0, span: 0 });
  });

  it('stay at the ends of a lane and at the first and last lane', () => {
    const [first, last] = [
      { timeline: 0, row: 0, span: 0 },
      { timeline: 1, row: 1, span: 1 },
    ];
    expect(neighbour(two, first, 'ArrowLeft')).toEqual(first);
    expect(neighbour(two, first, 'ArrowUp')).toEqual(first);
    expect(neighbour(two, last, 'ArrowRight')).toEqual(last);
    expect(neighbour(two, last, 'ArrowDown')).toEqual(last);
  });

  it('go to the next lane at the same moment, also into the next model', () => {
    expect(neighbour(two, { timeline: 0, row: 0, span: 2 }, 'ArrowDown')).toEqual({ timeline: 1, row: 0, span: 2 });
    expect(neighbour(two, { timeline: 1, row: 0, span: 2 }, 'ArrowDown')).toEqual({ timeline: 1, row: 1, span: 1 });
  });

  it('keeps the moment on the axis when it goes to a timeline that begins later', () => {
    const begins_ns = (timeline: number) => (timeline === 1 ? 10 : 0);
    const pair = [timeline(spans('running', 'running')), timeline(spans('running', 'running'))];
    const from = { timeline: 0, row: 0, span: 1 };
    expect(neighbour(pair, from, 'ArrowDown')).toEqual({ timeline: 1, row: 0, span: 1 });
    expect(neighbour(pair, from, 'ArrowDown', begins_ns)).toEqual({ timeline: 1, row: 0, span: 0 });
  });
});
