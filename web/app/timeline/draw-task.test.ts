// Following a task: its own spans lie open in every row, everything else under the veil.
import { expect, it } from 'vitest';
import { drawTask } from './draw-task.ts';
import { type Group, layout } from './layout.ts';
import type { Palette } from './patterns.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { timelineOf } from './testing.ts';

const span = (from_ns: number, to_ns: number, task: number | null) => ({
  ...{ state: 'running' as const, task, resource: null, from_ns, to_ns },
});

/** The same two tasks, in another order: they are known by their names. */
const timeline = (key: string, tasks: string[]) => ({
  key,
  ...timelineOf({
    ...{ model: key, title: key, wall_ns: 1000, tasks },
    lanes: [
      { id: 0, name: 'main', kind: 'main', process: null, spans: [span(0, 400, 0), span(400, 900, 1), span(900, 1000, null)] },
    ],
  }),
});

const both = [timeline('one', ['up', 'down']), timeline('other', ['down', 'up'])];
const expected = both.map(({ key }) => ({ key, model: key, title: key, lanes: 1 }));
const scene = layout(expected, both, 1014 + 108);

function veils(task: string | null): number[][][] {
  const picture = { scene, range: { from: 0, to: 1000 }, timelines: both, palette: {} as Palette, task } as unknown as Picture;
  return scene.groups.map((group: Group) => {
    const made: number[][] = [];
    const pen = { fillRect: (x: number, _y: number, width: number) => width > 0 && made.push([x - scene.left, width]) };
    drawTask(pen as unknown as Pen, picture, group);
    return made;
  });
}

it('the spans of a followed task lie open in every model, everything else under the veil', () => {
  const [one, other] = veils('down');
  expect(one).toEqual([
    [0, 400],
    [900, 100],
  ]);
  expect(other).toEqual([[400, 600]]);
});

it('nothing is veiled while no task is followed', () => {
  expect(veils(null)).toEqual([[], []]);
});
