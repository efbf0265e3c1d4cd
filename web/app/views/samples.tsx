// One model's runs as dots on the axis that all models share, with median and interval.
import { ticks } from '../format.ts';
import type { ModelResult } from '../schema.ts';

const NS_PER_MS = 1e6;
/** Leaves room at the right end for the whole dot of the slowest run. */
const FULL = 97;
/** Dots of one row sit at several heights, in turn, so that equal times do not hide each other. */
const HEIGHTS = [50, 32, 68, 41, 59];

export function Samples({ result, slowest }: { result: ModelResult | undefined; slowest: number }) {
  if (!result || result.median_ms === null || slowest <= 0) return <svg class="strip" aria-hidden="true" />;
  const x = (ms: number) => `${((ms / slowest) * FULL).toFixed(2)}%`;
  const interval = result.ci95_ms;
  return (
    <svg class="strip" role="img" aria-label={`${result.samples_ms.length} runs`}>
      <rect class="reach" x="0" y="7" width={x(result.median_ms)} height="12" rx="1" />
      {interval && <rect class="band" x={x(interval[0])} y="3" width={x(interval[1] - interval[0])} height="20" />}
      <line class="median" x1={x(result.median_ms)} x2={x(result.median_ms)} y1="2" y2="24" />
      {result.samples_ms.map((ms, i) => (
        <circle
          key={i}
          class={`run-dot ${result.outliers?.[i] ?? 'none'}`}
          cx={x(ms)}
          cy={`${HEIGHTS[i % HEIGHTS.length]}%`}
          r="2.4"
        />
      ))}
    </svg>
  );
}

export function SamplesAxis({ slowest }: { slowest: number }) {
  const marks = ticks(0, slowest * NS_PER_MS, 5);
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
