// A small drawing for each model: how two tasks, one solid and one faint, run from left to right.

/** Bars on a field of 20 by 12: `solid` is the first task, `faint` the second. */
const SHAPES: Record<string, { solid: string; faint: string }> = {
  sequential: { solid: 'M0 4h9v4H0z', faint: 'M11 4h9v4h-9z' },
  'time-slicing': { solid: 'M0 4h4v4H0zM10 4h4v4h-4z', faint: 'M5 4h4v4H5zM15 4h4v4h-4z' },
  threads: { solid: 'M0 1h14v4H0z', faint: 'M0 7h14v4H0z' },
  gil: { solid: 'M0 1h4v4H0zM10 1h4v4h-4z', faint: 'M5 7h4v4H5zM15 7h4v4h-4z' },
  processes: { solid: 'M4 1h14v4H4z', faint: 'M4 7h14v4H4z' },
  async: { solid: 'M0 4h3v4H0zM14 4h3v4h-3z', faint: 'M4 4h3v4H4zM18 4h2v4h-2z' },
};

/** Lines around the bars: the frame of each process, the wait of a task. */
const LINES: Record<string, string> = {
  processes: 'M.5 .5h19v5H.5zM.5 6.5h19v5H.5z',
  async: 'M7 6h7',
};

export function Glyph({ model }: { model: string }) {
  const shape = SHAPES[model];
  return (
    <svg class="glyph" viewBox="0 0 20 12" aria-hidden="true">
      {shape && <path d={shape.solid} />}
      {shape && <path class="faint" d={shape.faint} />}
      {LINES[model] && <path class="line" d={LINES[model]} />}
    </svg>
  );
}
