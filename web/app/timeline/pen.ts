// What drawing asks of a canvas. A picture's SVG has the same, so that both are drawn by the same code.

type Shared =
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'clearRect'
  | 'fillRect'
  | 'strokeRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'setLineDash'
  | 'fillText';

export interface Pen extends Pick<CanvasRenderingContext2D, Shared> {
  /** A whole circle, as a path of its own. */
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  fill(): void;
  stroke(): void;
  measureText(text: string): { width: number };
}
