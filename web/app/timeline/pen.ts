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

export interface Pen extends Pick<OffscreenCanvasRenderingContext2D, Shared> {
  /** A whole circle, as a path of its own. */
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  fill(): void;
  stroke(): void;
  measureText(text: string): { width: number };
}

/** What painting on a canvas needs beyond drawing; canvases of pages and of workers have it. */
export interface Context
  extends Pen,
    Pick<OffscreenCanvasRenderingContext2D, 'setTransform' | 'drawImage' | 'imageSmoothingEnabled'> {
  readonly canvas: { width: number; height: number };
}
