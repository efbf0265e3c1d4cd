// Paints the timeline on the page's own thread, where no worker can.
import { Painter } from './timeline/painter.ts';

/** `told` is given the number of each picture that is painted; nothing paints where the browser gives no context. */
export function painterOf(element: HTMLCanvasElement, told: (number: number) => void): Painter | null {
  const context = element.getContext('2d');
  return context && new Painter(context, ({ number }) => told(number));
}
