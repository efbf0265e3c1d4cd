// The timeline's layout: models above each other on one axis, with nothing that jumps or overlaps.
import { describe, expect, it } from 'vitest';
import { AXIS_HEIGHT, idsOf, layout, spanAtPoint, timeOf, xOf } from './layout.ts';
import { type Given, timelineOf } from './testing.ts';

type Lanes = NonNullable<Given['lanes']>;

function lane(id: number, ...edges: number[]): Lanes[number] {
  const spans = edges.slice(1).map((to_ns, i) => ({
    state: 'running' as const,
    task: null,
    resource: null,
    from_ns: edges[i] as number,
    to_ns,
  }));
  return { id, name: `lane ${id}`, kind: 'thread', process: null, spans };
}

const timeline = (key: string, wall_ns: number, lanes: Lanes, given: Given = {}) => ({
  key,
  ...timelineOf({ model: key, title: key, wall_ns, lanes, ...given }),
});

const expected = [
  { key: 'sequential', model: 'sequential', title: 'Sequential', lanes: 1 },
  { key: 'threads', model: 'threads', title: 'Threads', lanes: 3 },
];
const both = [
  timeline('sequential', 200, [lane(0, 0, 100, 200)]),
  timeline('threads', 110, [lane(0, 0, 110), lane(1, 0, 110), lane(2, 0, 110)]),
];

describe('the layout', () => {
  it('keeps room for a model that has not finished, so that nothing jumps when it does', () => {
    const before = layout(expected, [], 900);
    const after = layout(expected, both, 900);
    expect(after.height).toBe(before.height);
    expect(after.groups.map(group => group.y)).toEqual(before.groups.map(group => group.y));
    expect(before.groups[1]?.timeline).toBeNull();
  });

  it('keeps room for tasks that share a lane, whether or not they come', () => {
    const sharing = [{ ...expected[0], key: 'async', model: 'async', title: 'Async', lanes: 1, tasks: 2 }];
    const span = lane(0, 0, 10).spans;
    const alone = timeline('async', 10, [lane(0, 0, 10)]);
    const tracks = [0, 1].map(task => ({ lane: 0, task, spans: span.map(one => ({ ...one, task })) }));
    const room = layout(sharing, [], 900).height;
    expect(layout(sharing, [alone], 900).height).toBe(room);
    const two = timeline('async', 10, [lane(0, 0, 10)], { tracks, tasks: ['a', 'b'] });
    expect(layout(sharing, [two], 900).height).toBe(room);
    expect(layout([{ ...sharing[0], tasks: 99 } as (typeof sharing)[0]], [], 900).groups[0]?.rows).toHaveLength(1 + 3 + 1);
  });

  it('grows for more lanes than were expected instead of leaving some out', () => {
    const many = timeline(
      'threads',
      10,
      [0, 1, 2, 3, 4, 5].map(id => lane(id, 0, 10)),
    );
    const scene = layout(expected, [many], 900);
    expect(scene.groups[1]?.rows.filter(each => each.row)).toHaveLength(6);
  });

  it('keeps no room for lanes that were expected and do not exist', () => {
    const few = timeline('threads', 10, [lane(0, 0, 10), lane(1, 0, 10)]);
    expect(layout(expected, [few], 900).groups[1]?.rows).toHaveLength(2);
  });

  it('puts every row below the one before it', () => {
    const rows = layout(expected, both, 900).groups.flatMap(group => group.rows);
    for (const [i, row] of rows.entries()) {
      const above = rows[i - 1];
      if (above) expect(row.y).toBeGreaterThanOrEqual(above.y + above.height);
      else expect(row.y).toBeGreaterThan(AXIS_HEIGHT);
    }
  });

  it('makes rows thinner when there are many lanes, and labels only as many as can be read', () => {
    const threads = { key: 'threads', model: 'threads', title: 'Threads', lanes: 130 };
    const all = timeline(
      'threads',
      10,
      Array.from({ length: 130 }, (_, id) => lane(id, 0, 10)),
    );
    const many = layout([threads], [all], 900, undefined, { focused: null, opened: ['threads'] });
    expect(many.height).toBeLessThan(1300);
    expect(many.groups[0]?.rows.some(row => !row.labelled)).toBe(true);
    expect(many.groups[0]?.rows.some(row => row.labelled)).toBe(true);
  });

  it('has one axis for all models, as long as the longest run', () => {
    expect(layout(expected, both, 900).end_ns).toBe(200);
  });

  it('maps times to pixels and back', () => {
    const scene = layout(expected, both, 900);
    const range = { from: 50, to: 150 };
    expect(timeOf(scene, range, xOf(scene, range, 75))).toBeCloseTo(75);
    expect(xOf(scene, range, 50)).toBe(scene.left);
    expect(xOf(scene, range, 150)).toBe(scene.right);
  });
});

describe('a model in focus', () => {
  const focus = (focused: string) => layout(expected, both, 900, undefined, { focused, opened: [] });

  it('has all its rows, and the others one narrow row each, beside which their names stand', () => {
    const { groups, height } = focus('threads');
    expect(groups.map(({ strip, rows }) => [strip, rows.length])).toEqual([
      [true, 1],
      [false, 3],
    ]);
    expect(groups[0]?.rows[0]?.row?.hidden).toHaveLength(1);
    expect(height).toBeLessThan(layout(expected, both, 900).height);
  });

  it('that is not there changes nothing', () => {
    expect(focus('async').groups).toEqual(layout(expected, both, 900).groups);
  });

  it('is called by its name, and one of several of the same name also by its number', () => {
    expect(idsOf([{ model: 'gil' }, { model: 'gil' }, { model: 'async' }, { model: '' }])).toEqual([
      'gil',
      'gil,1',
      'async',
      'recorded',
    ]);
  });

  it('leaves the spans of the others in their strip, where no span is pointed at', () => {
    const scene = focus('threads');
    const strip = scene.groups[0]?.rows[0]?.y ?? 0;
    expect(spanAtPoint(scene, { from: 0, to: 200 }, scene.left + 5, strip + 2)).toBeNull();
  });
});

describe('a point on the timeline', () => {
  const scene = layout(expected, both, 900);
  const range = { from: 0, to: 200 };
  const y = scene.groups[0]?.rows[0]?.y ?? 0;

  it('finds the span below it', () => {
    expect(spanAtPoint(scene, range, xOf(scene, range, 150), y + 3)).toEqual({ timeline: 0, row: 0, span: 1 });
  });

  it('finds nothing after the end of a run, beside the lanes and between the groups', () => {
    const threads = scene.groups[1]?.rows[0]?.y ?? 0;
    expect(spanAtPoint(scene, range, xOf(scene, range, 190), threads + 3)).toBeNull();
    expect(spanAtPoint(scene, range, scene.left - 1, y + 3)).toBeNull();
    expect(spanAtPoint(scene, range, xOf(scene, range, 150), AXIS_HEIGHT + 4)).toBeNull();
  });

  it('finds the group by its model when models finish out of order', () => {
    const turned = layout(expected, [...both].reverse(), 900);
    expect(spanAtPoint(turned, range, xOf(turned, range, 150), y + 3)?.timeline).toBe(1);
  });

  it('finds spans of a timeline that begins later on the axis, and ends the axis with the run that ends last', () => {
    const shifted = layout(expected, both, 900, { begins_ns: [0, 150], zero_ns: 150 });
    expect(shifted.end_ns).toBe(260);
    const all = { from: 0, to: 260 };
    const below = shifted.groups[1]?.rows[0]?.y ?? 0;
    expect(spanAtPoint(shifted, all, xOf(shifted, all, 140), below + 3)).toBeNull();
    expect(spanAtPoint(shifted, all, xOf(shifted, all, 160), below + 3)?.timeline).toBe(1);
  });
});
