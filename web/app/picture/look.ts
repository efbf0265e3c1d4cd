// How a picture looks: the colours of the page's theme, its fonts, and how wide texts are in them.
import { coloursOf } from '../timeline/colours.ts';
import type { Colours } from '../timeline/patterns.ts';
import { textElement } from './svg.ts';
import type { Measure } from './svg-pen.ts';

export interface Look {
  colours: Colours;
  accent: string;
  /** From nothing to a median. */
  reach: string;
  /** Of a model in a sweep. */
  chart(model: string): string;
  measure: Measure;
}

/** That of an element on the page. */
export function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const pen = document.createElement('canvas').getContext('2d');
  const colours = coloursOf(element);
  return {
    colours,
    accent: colour('accent'),
    reach: colour('running-ground'),
    chart: model => colour(`chart-${model}`) || colours.soft,
    measure(text, font) {
      if (pen) pen.font = font;
      return pen?.measureText(text).width ?? 0;
    },
  };
}

interface Style {
  size: number;
  fill: string;
  weight?: number;
  anchor?: 'middle' | 'end';
}

const fontOf = ({ colours }: Look, { size, weight = 400 }: Style) => `${weight} ${size}px ${colours.font}`;

/** A line of text that stands on `y`. */
export function line(look: Look, x: number, y: number, text: string, style: Style): string {
  const { size, fill, weight, anchor } = style;
  const attributes = {
    x,
    y,
    fill,
    'font-family': look.colours.font,
    'font-size': size,
    ...(weight ? { 'font-weight': weight } : {}),
    ...(anchor ? { 'text-anchor': anchor } : {}),
  };
  return textElement(attributes, text);
}

export function widthOf(look: Look, text: string, style: Style): number {
  return look.measure(text, fontOf(look, style));
}

/** The text in lines of at most `width`; a word that is longer is taken apart. */
export function wrapped(look: Look, text: string, style: Style, width: number): string[] {
  const fits = (words: string) => widthOf(look, words, style) <= width;
  const lines: string[] = [];
  let now = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = now ? `${now} ${word}` : word;
    if (fits(longer)) {
      now = longer;
      continue;
    }
    if (now) lines.push(now);
    now = word;
    while (!fits(now) && now.length > 1) {
      const cut = cutAt(now, fits);
      lines.push(now.slice(0, cut));
      now = now.slice(cut);
    }
  }
  return now ? [...lines, now] : lines;
}

/** How many of the word's characters fit, at least one. */
function cutAt(word: string, fits: (words: string) => boolean): number {
  let [low, high] = [1, word.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(word.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}
