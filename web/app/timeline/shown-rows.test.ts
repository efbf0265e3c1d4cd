// Few rows at first: what has none of its own is counted and summed up, and nothing is left out when a model is opened.
import { describe, expect, it } from 'vitest';
import type { Span } from '../schema.ts';
import { rowsOf } from './rows.ts';
import { rowsAtFirst, shownRows, stripOf } from './shown-rows.ts';
import { type Given, type Track, timelineOf } from './testing.ts';
import type { Timeline } from './timeline.ts';

const span = (from_ns: number, to_ns: number): Span => ({ state: 'waiting', task: 0, resource: null, from_ns, to_ns });
const lane = (id: number) => ({ id, name: `lane ${id}`, kind: 'thread' as const, process: null, spans: [span(0, 100)] });
const several = <T>(count: number, make: (place: number) => T) => Array.from({ length: count }, (_, i) => make(i));

const timeline = (lanes: Given['lanes'], tracks: Track[] = []) => timelineOf({ lanes: lanes ?? [], tracks });

const labels = (one: Timeline, opened: boolean) => shownRows(one, opened).map(({ row }) => row.label);

describe('the rows that are shown', () => {
  it('are all of them, while there are few', () => {
    const nine = timeline(several(9, lane));
    expect(shownRows(nine, false)).toEqual(shownRows(nine, true));
    expect(labels(nine, false)).toHaveLength(9);
    expect(rowsAtFirst(9)).toBe(9);
  });

  it('are eight lanes and one row for the others', () => {
    const many = timeline(several(64, lane));
    expect(labels(many, false)).toEqual([...several(8, i => `lane ${i}`), '56 more lanes']);
    expect(shownRows(many, false).at(-1)).toMatchObject({ index: -1, toggle: 'opens' });
    expect(shownRows(many, false).at(-1)?.row.hidden).toHaveLength(56);
    expect(rowsAtFirst(64)).toBe(9);
  });

  it('are three tasks of a lane and one row for all others, however many have no row at all', () => {
    const tracks = several(200, (task): Track => ({ lane: 0, task, spans: [span(0, 90)] }));
    const storm = timeline([lane(0), lane(1)], tracks);
    expect(shownRows(storm, false).map(({ row }) => row.kind)).toEqual(['lane', 'tasks', 'tasks', 'tasks', 'more', 'lane']);
    expect(labels(storm, false)[4]).toBe('197 more tasks');
    expect(shownRows(storm, false)[4]?.row.hidden).toHaveLength(197);
  });

  it('are all when the model is opened, with a last one that closes it, and keep their numbers', () => {
    const many = timeline(several(64, lane));
    const opened = shownRows(many, true);
    expect(opened.slice(0, -1).map(({ row }) => row)).toEqual(rowsOf(many));
    expect(opened.slice(0, -1).map(({ index }) => index)).toEqual(several(64, i => i));
    expect(opened.at(-1)?.toggle).toBe('closes');
  });

  it('are one row for all lanes beside a model in focus', () => {
    expect(stripOf(timeline(several(3, lane)))?.hidden).toHaveLength(3);
    expect(stripOf(timeline([]))).toBeNull();
  });
});
