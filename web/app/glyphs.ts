// A small drawing for each model: how two tasks, one solid and one faint, run from left to right.

export interface Shape {
  /** The first task, as bars on a field of 20 by 12. */
  solid: string;
  /** The second one. */
  faint: string;
  /** Lines around the bars: the frame of each process and the way between two, the wait of a task. */
  line?: string;
}

export const SHAPES: Record<string, Shape> = {
  sequential: { solid: 'M0 4h9v4H0z', faint: 'M11 4h9v4h-9z' },
  'time-slicing': { solid: 'M0 4h4v4H0zM10 4h4v4h-4z', faint: 'M5 4h4v4H5zM15 4h4v4h-4z' },
  threads: { solid: 'M0 1h14v4H0z', faint: 'M0 7h14v4H0z' },
  gil: { solid: 'M0 1h4v4H0zM10 1h4v4h-4z', faint: 'M5 7h4v4H5zM15 7h4v4h-4z' },
  processes: { solid: 'M4 1h14v4H4z', faint: 'M4 7h14v4H4z', line: 'M.5 .5h19v5H.5zM.5 6.5h19v5H.5z' },
  distributed: { solid: 'M2 2h6v3H2z', faint: 'M12 7h6v3h-6z', line: 'M.5 .5h9v6H.5zM10.5 5.5h9v6h-9zM5 6.5v3h5.5' },
  async: { solid: 'M0 4h3v4H0zM14 4h3v4h-3z', faint: 'M4 4h3v4H4zM18 4h2v4h-2z', line: 'M7 6h7' },
};
