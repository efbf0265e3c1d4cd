// A model's small drawing beside its name.
import { SHAPES } from '../glyphs.ts';

export function Glyph({ model }: { model: string }) {
  const shape = SHAPES[model];
  return (
    <svg class="glyph" viewBox="0 0 20 12" aria-hidden="true">
      {shape && <path d={shape.solid} />}
      {shape && <path class="faint" d={shape.faint} />}
      {shape?.line && <path class="line" d={shape.line} />}
    </svg>
  );
}
