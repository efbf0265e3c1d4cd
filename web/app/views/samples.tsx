// One model's runs as dots on the axis that all models share, with median and interval.
import { counted, ticks } from '../format.ts';
import { projector } from '../projector.ts';
import type { OutlierClass } from '../schema.ts';

const NS_PER_MS = 1e6;
/** About how many times have room on the axis, by how large the text is. */
const MARKS = { usual: 5, large: 3 };
/** Leaves room at the right end for the whole dot of the slowest run. */
const FULL = 97;
/** Dots of one row sit at several heights, in turn, so that equal times do not hide each other. */
const HEIGHTS = [50, 32, 68, 41, 59];

export interface Figures {
  samples_ms: number[];
  outliers?: OutlierClass[];
  median_ms: number | null;
  ci95_ms: [number, number] | null;
}

export function Samples({ figures, slowest }: { figures: Figures | null | undefined; slowest: number }) {
  if (!figures || figures.median_ms === null || slowest <= 0) return <svg class="strip" aria-hidden="true" />;
  const x = (ms: number) => `${((ms / slowest) * FULL).toFixed(2)}%`;
  const { samples_ms, outliers, median_ms, ci95_ms: interval } = figures;
  return (
    <svg class="strip" role="img" aria-label={counted(samples_ms.length, 'run')}>
      <rect class="reach" x="0" y="7" width={x(median_ms)} height="12" rx="1" />
      {interval && <rect class="band" x={x(interval[0])} y="3" width={x(interval[1] - interval[0])} height="20" />}
      <line class="median" x1={x(median_ms)} x2={x(median_ms)} y1="2" y2="24" />
      {samples_ms.map((ms, i) => (
        <circle key={i} class={`run-dot ${outliers?.[i] ?? 'none'}`} cx={x(ms)} cy={`${HEIGHTS[i % HEIGHTS.length]}%`} r="2.4" />
      ))}
    </svg>
  );
}

export function SamplesAxis({ slowest }: { slowest: number }) {
  const marks = ticks(0, slowest * NS_PER_MS, projector.value ? MARKS.large : MARKS.usual);
  return (
    <svg class="strip-axis" aria-hidden="true">
      {marks.slice(1).map(({ at, label }) => (
        <text key={label} x={`${(at / NS_PER_MS / slowest) * FULL}%`} y="12" text-anchor="middle">
          {label}
        </text>
      ))}
    </svg>
  );
}
