// The colours of the current theme, read from the style sheet.
import { type Colours, each } from './patterns.ts';

/** Reads the current theme. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour('ink'),
    soft: colour('soft'),
    line: colour('line'),
    ground: colour('paper'),
    accent: colour('accent'),
    tint: colour('tint'),
    veil: colour('veil'),
    wrong: colour('wrong'),
    font: style.fontFamily,
    running: [colour('running'), colour('running-2')],
    flat: each(state => colour(state)),
    grounds: each(state => colour(`${state}-ground`)),
    on: each(state => (state === 'running' ? colour('on-running') : colour('ink'))),
  };
}
