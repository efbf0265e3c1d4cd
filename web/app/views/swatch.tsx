// A state's colour and pattern as a small field, painted by the same code as the timeline; and bars made of such fields.
import { useEffect, useRef } from 'preact/hooks';
import type { State } from '../schema.ts';
import { watchTheme } from '../theme.ts';
import { coloursOf } from '../timeline/colours.ts';
import { paletteOf } from '../timeline/patterns.ts';

export function Swatch({ state }: { state: State }) {
  return <StateBar parts={[{ state, share: 1 }]} class="swatch" />;
}

interface StateBarProps {
  /** In order, with shares that add up to 1. */
  parts: { state: State; share: number }[];
  class: string;
}

export function StateBar({ parts, class: name }: StateBarProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const repaint = () => paint(element, parts);
    const observer = new ResizeObserver(repaint);
    observer.observe(element);
    const stop = watchTheme(repaint);
    return () => {
      observer.disconnect();
      stop();
    };
  }, [parts]);
  return <canvas ref={canvas} class={name} />;
}

function paint(element: HTMLCanvasElement, parts: StateBarProps['parts']): void {
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = element;
  element.width = Math.round(width * ratio);
  element.height = Math.round(height * ratio);
  const pen = element.getContext('2d');
  if (!pen || !width) return;
  pen.scale(ratio, ratio);
  const colours = paletteOf(coloursOf(element), ratio);
  let x = 0;
  for (const { state, share } of parts) {
    const alone = parts.length === 1;
    const own = Math.max(0, share * width - (alone ? 0 : 1));
    pen.fillStyle = state === 'running' ? colours.running[0] : state === 'idle' ? colours.line : colours.fills[state];
    // By itself it shows what is seen on a lane: an idle one is a line, and running tasks take turns in two colours.
    if (alone && state === 'idle') pen.fillRect(x, height / 2 - 0.5, own, 1);
    else pen.fillRect(x, 0, own, height);
    if (alone && state === 'running') {
      pen.fillStyle = colours.running[1];
      pen.fillRect(x + own / 2 + 0.5, 0, own / 2, height);
    }
    x += share * width;
  }
}
