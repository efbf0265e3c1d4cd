// The timeline as a picture: drawn by the code that paints it on the page, with the states explained. Pure.
import { STATES } from '../glossary.ts';
import type { State } from '../schema.ts';
import type { ShownTimeline } from '../state.ts';
import type { Alignment } from '../timeline/alignment.ts';
import { draw } from '../timeline/draw.ts';
import { type Chosen, layout } from '../timeline/layout.ts';
import { each, STROKES } from '../timeline/patterns.ts';
import { rectColumns } from '../timeline/rect-columns.ts';
import type { TimeRange } from '../timeline/viewport.ts';
import { INNER } from './frame.ts';
import { type Look, line, widthOf } from './look.ts';
import { element } from './svg.ts';
import { SvgPen } from './svg-pen.ts';

const LEGEND = 30;
const SWATCH = 22;
const SMALL = 12.5;

/** The drawing, its height, and the patterns that it is filled with. */
export function timelineOf(timelines: ShownTimeline[], alignment: Alignment, range: TimeRange, chosen: Chosen, look: Look) {
  const expected = timelines.map(({ key, model, title, lanes }) => ({ key, model, title, lanes: lanes.length }));
  const scene = layout(expected, timelines, INNER, alignment, chosen);
  const pen = new SvgPen(look.measure);
  const palette = { ...look.colours, fills: each(fillOf(look)) };
  const nothing = { hovered: null, selected: null, cursor_ns: null, measured: null, path: false, task: null };
  draw(pen, { scene, range, timelines, palette, drawColumns: rectColumns(pen, palette), heads: true, ...nothing });
  const legend = element('g', { transform: `translate(0 ${scene.height + 6})` }, legendOf(look));
  return { body: `${pen.markup()}\n${legend}`, height: scene.height + LEGEND, definitions: patterns(look) };
}

const fillOf = (look: Look) => (state: State) => (STROKES[state] ? `url(#${state})` : look.colours.flat[state]);

function patterns(look: Look): string {
  const { flat, grounds } = look.colours;
  return STATES.map(state => {
    const stroke = STROKES[state];
    if (!stroke) return '';
    const { size } = stroke;
    const pen = new SvgPen(look.measure);
    pen.fillStyle = pen.strokeStyle = flat[state];
    stroke.draw(pen, size, grounds[state]);
    const ground = element('rect', { width: size, height: size, fill: grounds[state] });
    return element('pattern', { id: state, width: size, height: size, patternUnits: 'userSpaceOnUse' }, ground, pen.markup());
  }).join('');
}

function legendOf(look: Look): string {
  const style = { size: SMALL, fill: look.colours.soft };
  const parts: string[] = [];
  let x = 0;
  for (const state of STATES) {
    // Running tasks take turns in two colours; on an idle lane only its line is seen.
    const fills = state === 'running' ? look.colours.running : [state === 'idle' ? look.colours.line : fillOf(look)(state)];
    const [y, height] = state === 'idle' ? [5.5, 1] : [0, 12];
    const width = SWATCH / fills.length;
    parts.push(...fills.map((fill, i) => element('rect', { x: x + i * width, y, width, height, fill })));
    parts.push(line(look, x + SWATCH + 6, 10.5, state, style));
    x += SWATCH + 6 + widthOf(look, state, style) + 20;
  }
  return parts.join('');
}
