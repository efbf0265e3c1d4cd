// Paints the timeline on a canvas, here or in a worker: keeps what only changes with the theme or the rows, and paints at most once in a frame,
// the first picture that it is given at once and of all others the latest.
import type { Timeline as CoreTimeline } from '../schema.ts';
import { draw } from './draw.ts';
import { type ExpectedModel, layout, type Scene } from './layout.ts';
import { type Colours, paletteOf } from './patterns.ts';
import type { Context } from './pen.ts';
import type { Picture } from './picture.ts';
import { columnsOn } from './pixel-columns.ts';
import { readTimeline, type Timeline } from './timeline.ts';

/** What changes with each step of the pointer. */
type Looked = Pick<Picture, 'range' | 'measured' | 'path' | 'task' | 'hovered' | 'selected' | 'cursor_ns'>;

/** What is to be painted, as plain data that a worker can be sent. */
export interface Sight extends Looked {
  /** Its number: later ones are greater. */
  number: number;
  /** What the layout is made of; the same object as long as that is the same. */
  arranged: Arranged;
  /** Device pixels per CSS pixel. */
  ratio: number;
}

export interface Arranged {
  /** Changes with everything else in here. */
  version: number;
  expected: ExpectedModel[];
  /** The keys and numbers of the timelines. */
  timelines: { key: string; title: string; number: number }[];
  width: number;
  alignment: Parameters<typeof layout>[3];
  chosen: Parameters<typeof layout>[4];
}

/** What a painter is told. */
export type Heard =
  | { type: 'colours'; colours: Colours }
  /** Timelines that sights may name by these numbers; all that are not kept are forgotten. */
  | { type: 'timelines'; added: [number, CoreTimeline][]; kept: number[] }
  | { type: 'sight'; sight: Sight };

/** What was painted, when that began by the clock of its thread, and what it took of it. */
export interface Painted {
  number: number;
  began_ms: number;
  took_ms: number;
}

export class Painter {
  private readonly timelines = new Map<number, Timeline>();
  private colours: Colours | null = null;
  private kept: { colours: Colours; ratio: number; rest: Pick<Picture, 'palette' | 'drawColumns'> } | null = null;
  private arranged: { version: number; timelines: (Timeline & { key: string })[]; scene: Scene } | null = null;
  private latest: Sight | null = null;
  /** Something was painted since the last frame began. */
  private frame = 0;
  private waits = false;

  constructor(
    private readonly context: Context,
    private readonly told: (painted: Painted) => void,
  ) {}

  hear(message: Heard): void {
    switch (message.type) {
      case 'colours':
        this.colours = message.colours;
        return;
      case 'timelines': {
        const { added, kept } = message;
        for (const number of this.timelines.keys()) if (!kept.includes(number)) this.timelines.delete(number);
        for (const [number, timeline] of added) this.timelines.set(number, readTimeline(timeline));
        return;
      }
      case 'sight':
        this.latest = message.sight;
        // To wait for a frame's beginning would make each picture one frame late, and have it overtaken wherever two come within one.
        if (this.frame) this.waits = true;
        else this.paint();
    }
  }

  /** Nothing is painted any more. */
  end(): void {
    cancelAnimationFrame(this.frame);
  }

  private paint(): void {
    this.waits = false;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.waits) this.paint();
    });
    const { latest: sight, colours, context } = this;
    if (!sight || !colours) return;
    const began_ms = performance.now();
    const { scene, timelines } = this.arrange(sight.arranged);
    const { ratio } = sight;
    const [width, height] = [Math.round(scene.width * ratio), Math.round(scene.height * ratio)];
    const { canvas } = context;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    if (width > 0) {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      draw(context, { ...sight, scene, timelines, heads: false, ...this.made(colours, ratio) });
    }
    this.told({ number: sight.number, began_ms, took_ms: performance.now() - began_ms });
  }

  private arrange({ version, expected, timelines, width, alignment, chosen }: Arranged) {
    if (this.arranged?.version !== version) {
      const shown = timelines.flatMap(({ key, title, number }) => {
        const timeline = this.timelines.get(number);
        return timeline ? { ...timeline, key, title } : [];
      });
      this.arranged = { version, timelines: shown, scene: layout(expected, shown, width, alignment, chosen) };
    }
    return this.arranged;
  }

  private made(colours: Colours, ratio: number) {
    if (this.kept?.colours !== colours || this.kept.ratio !== ratio) {
      const palette = paletteOf(colours, ratio);
      this.kept = { colours, ratio, rest: { palette, drawColumns: columnsOn(this.context, palette, ratio) } };
    }
    return this.kept.rest;
  }
}
