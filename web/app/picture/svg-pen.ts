// A pen that draws into SVG what it would draw on a canvas.
import type { Pen } from '../timeline/pen.ts';
import { element, short, textElement } from './svg.ts';

/** How wide a text is in a font, written as canvases write fonts. */
export type Measure = (text: string, font: string) => number;

const ANCHORS: Record<string, string> = { center: 'middle', right: 'end' };
/** From the middle of a line to where its letters stand, as a share of their size. */
const BASELINE = 0.35;

export class SvgPen implements Pen {
  fillStyle: string | CanvasGradient | CanvasPattern = '#000';
  strokeStyle: string | CanvasGradient | CanvasPattern = '#000';
  lineWidth = 1;
  font = '400 11px sans-serif';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'middle';
  private readonly parts: string[] = [];
  /** Plain rectangles that follow each other, by their colour: thousands of them become a few paths. */
  private rectangles = new Map<string, string>();
  private path = '';
  private dashes = '';

  constructor(private readonly measure: Measure) {}

  /** Everything that was drawn, as markup. */
  markup(): string {
    this.finishRectangles();
    return this.parts.join('\n');
  }

  clearRect(): void {}

  fillRect(x: number, y: number, width: number, height: number): void {
    const colour = String(this.fillStyle);
    const box = `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`;
    this.rectangles.set(colour, (this.rectangles.get(colour) ?? '') + box);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.add(element('rect', { x, y, width, height, fill: 'none', ...this.outline() }));
  }

  beginPath(): void {
    this.path = '';
  }

  moveTo(x: number, y: number): void {
    this.path += `M${short(x)} ${short(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.path += `L${short(x)} ${short(y)}`;
  }

  arc(x: number, y: number, radius: number): void {
    const [r, d] = [short(radius), short(2 * radius)];
    this.path += `M${short(x - radius)} ${short(y)}a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0 -${d} 0z`;
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.max(0, Math.min(radius, width / 2, height / 2));
    const corner = (dx: number, dy: number) => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
    const [across, down] = [width - 2 * r, height - 2 * r].map(short);
    this.path +=
      `M${short(x + r)} ${short(y)}h${across}${corner(r, r)}v${down}${corner(-r, r)}` +
      `h-${across}${corner(-r, -r)}v-${down}${corner(r, -r)}z`;
  }

  fill(): void {
    this.add(element('path', { d: this.path, fill: String(this.fillStyle) }));
  }

  stroke(): void {
    this.add(element('path', { d: this.path, fill: 'none', ...this.outline() }));
  }

  setLineDash(segments: number[]): void {
    this.dashes = segments.join(' ');
  }

  fillText(text: string, x: number, y: number, room = Number.POSITIVE_INFINITY): void {
    const [, weight = '400', size = '11', family = 'sans-serif'] = /^(\d+) ([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const squeezed = this.measureText(text).width > room ? { textLength: room, lengthAdjust: 'spacingAndGlyphs' } : {};
    const anchor = ANCHORS[this.textAlign];
    const attributes = {
      x,
      y: y + BASELINE * Number(size),
      fill: String(this.fillStyle),
      'font-family': family,
      'font-size': size,
      ...(weight === '400' ? {} : { 'font-weight': weight }),
      ...(anchor ? { 'text-anchor': anchor } : {}),
      ...squeezed,
    };
    this.add(textElement(attributes, text));
  }

  measureText(text: string): { width: number } {
    return { width: this.measure(text, this.font) };
  }

  private outline() {
    return {
      stroke: String(this.strokeStyle),
      'stroke-width': this.lineWidth,
      ...(this.dashes ? { 'stroke-dasharray': this.dashes } : {}),
    };
  }

  private add(markup: string): void {
    this.finishRectangles();
    this.parts.push(markup);
  }

  private finishRectangles(): void {
    for (const [fill, d] of this.rectangles) this.parts.push(element('path', { d, fill }));
    this.rectangles = new Map();
  }
}
