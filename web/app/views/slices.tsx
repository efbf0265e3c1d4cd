// How long a lock's slices are: a histogram whose lengths are the same for every run, so that two of them can be compared.
import type { SliceBin } from '../schema.ts';

/** After all that is shorter than the first length, each power of ten has so many. */
const BINS_OF_TEN = 3;
/** Of the height: what is there at all is seen. */
const LEAST = 0.03;

export function Slices({ slices }: { slices: SliceBin[] }) {
  const most = Math.max(1, ...slices.map(({ asked, given }) => asked + given));
  const height = (count: number) => (count ? Math.max(LEAST, count / most) : 0);
  return (
    <div class="slices">
      <svg viewBox={`0 0 ${slices.length} 1`} preserveAspectRatio="none" aria-hidden="true">
        {slices.map(({ lengths, asked, given }, bin) => (
          <g key={lengths}>
            <rect class="asked" x={bin + 0.06} width={0.88} y={1 - height(asked)} height={height(asked)} />
            <rect class="given" x={bin + 0.06} width={0.88} y={1 - height(asked) - height(given)} height={height(given)} />
          </g>
        ))}
      </svg>
      <div class="slice-axis" aria-hidden="true">
        {slices.map(({ from }, bin) => bin % BINS_OF_TEN === 1 && <span key={from}>{from}</span>)}
      </div>
    </div>
  );
}
