// The worker that paints the timeline: it owns the canvas, and has the timelines in the columns in which core sends them.
import { type Heard, type Painted, Painter } from '../app/timeline/painter.ts';

export type ToPainter = { type: 'canvas'; canvas: OffscreenCanvas } | Heard;

/** It has loaded, and wants the canvas; or it has painted. */
export type FromPainter = { type: 'ready' } | ({ type: 'painted' } & Painted);

const post = (message: FromPainter) => postMessage(message);
let painter: Painter | null = null;

onmessage = ({ data }: MessageEvent<ToPainter>) => {
  if (data.type !== 'canvas') return painter?.hear(data);
  const context = data.canvas.getContext('2d');
  if (!context) throw new Error('The canvas of the timeline cannot be painted on.');
  painter = new Painter(context, painted => post({ type: 'painted', ...painted }));
};

post({ type: 'ready' });
