// What the veil covers, and what of the critical path is lit.
import { describe, expect, it } from 'vitest';
import { drawPath, drawPathWords } from './draw-path.ts';
import { type Group, layout } from './layout.ts';
import type { Palette } from './patterns.ts';
import type { Pen } from './pen.ts';
import type { Picture } from './picture.ts';
import { timelineOf } from './testing.ts';

const idle = (to_ns: number) => [{ state: 'idle' as const, task: null, resource: null, from_ns: 0, to_ns }];
const lane = (id: number) => ({ id, name: `lane ${id}`, kind: 'thread' as const, process: null, spans: idle(1000) });
const piece = (id: number, from_ns: number, to_ns: number) => ({ lane: id, from_ns, to_ns });
const timeline = {
  key: 'threads',
  ...timelineOf({
    ...{ model: 'threads', title: 'Threads', wall_ns: 1000 },
    lanes: [lane(0), lane(1)],
    path: {
      pieces: [piece(0, 0, 250), piece(1, 250, 750), piece(0, 750, 1000)],
      words: 'computing 90 %, joining 10 %',
      costs: [],
    },
  }),
};

const scene = layout([{ key: 'threads', model: 'threads', title: 'Threads', lanes: 2 }], [timeline], 1014 + 108);
const group = scene.groups[0] as Group;
const palette = { veil: 'veil', accent: 'accent' } as Palette;
const picture = { scene, range: { from: 0, to: 1000 }, timelines: [timeline], palette } as unknown as Picture;

/** Keeps rectangles, points of lines, and texts; each letter is a pixel wide. */
function recorder() {
  const made = { rectangles: [] as number[][], points: [] as number[][], texts: [] as string[] };
  const pen = {
    fillRect: (...box: number[]) => made.rectangles.push(box),
    moveTo: (...point: number[]) => made.points.push(point),
    lineTo: (...point: number[]) => made.points.push(point),
    fillText: (text: string) => made.texts.push(text),
    measureText: (text: string) => ({ width: text.length }),
    beginPath: () => {},
    stroke: () => {},
  };
  return { made, pen: pen as unknown as Pen };
}

describe('the critical path', () => {
  it('lies open, and everything else of its lanes under the veil', () => {
    const { made, pen } = recorder();
    drawPath(pen, picture, group);
    const [first, second] = group.rows.map(row => row.y - 1) as [number, number];
    const covered = (y: number) =>
      made.rectangles
        .filter(box => box[1] === y && (box[2] as number) > 0)
        .map(([x = 0, , width = 0]) => [x - 108, x - 108 + width]);
    expect(covered(first)).toEqual([[250, 750]]);
    expect(covered(second)).toEqual([
      [0, 250],
      [750, 1000],
    ]);
    expect(made.points.map(([x = 0]) => x - 108)).toEqual([0, 250, 250, 750, 750, 1000]);
  });

  it('is told as far as there is room', () => {
    const { made, pen } = recorder();
    drawPathWords(pen, picture, group, 0, 100);
    drawPathWords(pen, picture, group, 0, 60);
    drawPathWords(pen, picture, group, 0, 45);
    drawPathWords(pen, picture, group, 0, 30);
    expect(made.texts).toEqual([
      'critical path: computing 90 %, joining 10 %',
      'computing 90 %, joining 10 %',
      'computing 90 % …',
    ]);
  });
});
