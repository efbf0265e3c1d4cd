// The picture that a workload computes: under each model, row by row, in the colours of the lanes.
import { computed, signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type FinishedRow, finishedRows, Points } from '../painting.ts';
import { PLATFORM_WORDS } from '../places.ts';
import { leave, play, reachedBy, stepsOnly } from '../replay.ts';
import { keyOf } from '../run.ts';
import type { Stroke } from '../schema.ts';
import { growing, ownRun, running, type ShownTimeline, type Source, shownModels, sources } from '../state.ts';
import { happenedBy } from '../timeline/replay.ts';
import type { Picture } from '../types.ts';

/** Whether rows have the colours of their lanes. */
const tinted = signal(true);
interface Panel {
  key: string;
  title: string;
  picture: Picture;
  /** In the order in which they were finished; with their moments, where those are recorded. */
  rows: (FinishedRow & Partial<Stroke>)[];
  /** What the rows are from: as long as it is the same, so are they. */
  origin: unknown;
  /** Whose rows they are, once they are recorded. */
  timeline: ShownTimeline | null;
}

export function PaintingSection() {
  const painted = sources.value.filter(({ picture }) => picture !== null);
  if (painted.length === 0) return null;
  const panels = painted.flatMap(panelsOf);
  const refused = painted.flatMap(({ picture }) => (picture && 'refused' in picture ? picture.refused : []));
  const recorded = panels.some(({ rows }) => rows.some(({ at_ns }) => at_ns !== undefined));
  return (
    <section class="painting" aria-labelledby="painting-title">
      <div class="section-head">
        <h2 id="painting-title">The picture</h2>
        <p class="caption">
          {tinted.value ? 'Each row in the colour of the lane that computed it.' : 'The rows of all lanes alike.'}
        </p>
        <div class="tools">
          <label>
            <input
              type="checkbox"
              checked={tinted.value}
              onChange={event => {
                tinted.value = event.currentTarget.checked;
              }}
            />{' '}
            tinted by lane
          </label>
          <button type="button" class="quiet small" disabled={running.value || !recorded || stepsOnly.value} onClick={paintAgain}>
            Paint again
          </button>
        </div>
      </div>
      {[...new Set(refused)].map(sentence => (
        <p key={sentence} class="caption">
          {sentence}
        </p>
      ))}
      <div class="pictures">
        {panels.map(panel => (
          <PaintedPanel key={panel.key} panel={panel} />
        ))}
      </div>
      {panels.length > 0 && (
        <p class="caption hint">
          It grows while the first runs warm up. Whoever is measured is not looked at: its rows are shown as they were recorded. A
          lane hands over a checksum of each row; the points are computed again beside the run, and belong to it because the
          checksums are the same.
        </p>
      )}
    </section>
  );
}

function PaintedPanel({ panel: { title, picture, rows, origin, timeline } }: { panel: Panel }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // Painted again when another row is finished, and not for each step of the playhead.
  const finished = useMemo(() => computed(() => finishedBy(timeline)), [timeline]).value;
  const seen = rows.slice(0, finished);
  const points = useMemo(() => new Points(picture), [picture]);
  const { width, height } = points.size;
  useEffect(() => {
    const changed = points.show(seen, tinted.value);
    if (!changed) return;
    const { from, to } = changed;
    const pen = canvas.current?.getContext('2d');
    pen?.putImageData(new ImageData(points.bytes, width, height), 0, 0, 0, from, width, to - from);
  }, [points, origin, seen.length, tinted.value]);
  return (
    <figure>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={`The picture as computed under ${title}: ${seen.length} of ${picture.height} rows`}
        data-rows={seen.length}
      />
      <figcaption>{title}</figcaption>
    </figure>
  );
}

function panelsOf(source: Source): Panel[] {
  const { picture: given, timelines, platforms } = source;
  if (!given || 'refused' in given) return [];
  const picture = given.given;
  const isOwn = source === ownRun.value;
  const shown = timelines.map(one => {
    const rows = recordedRows(source, picture, one);
    return { key: one.key, title: one.title, picture, rows, origin: one, timeline: one };
  });
  if (!isOwn) return shown;
  return shownModels.value.flatMap(({ id, title }) =>
    platforms.map(platform => {
      const key = keyOf({ model: id, platform });
      const tints = growing.value[key];
      const name = platforms.length > 1 ? `${title}, ${PLATFORM_WORDS[platform]}` : title;
      const rows = tints ? [...finishedRows(tints)] : [];
      return shown.find(one => one.key === key) ?? { key, title: name, picture, rows, origin: tints, timeline: null };
    }),
  );
}

/** The rows that an execution recorded, if it came to the same points. */
function recordedRows({ report }: Source, { checksum }: Picture, { model, platform, strokes }: ShownTimeline): Stroke[] {
  const result = report?.results.find(one => one.model === model && one.platform === platform);
  return result?.checksum && result.checksum === checksum ? strokes : [];
}

/** How many rows are to be seen: all, or while the run is replayed, those up to the playhead. */
function finishedBy(timeline: ShownTimeline | null): number {
  const at_ns = timeline && reachedBy(timeline);
  return timeline && at_ns !== null ? happenedBy(timeline.strokes, at_ns) : Number.POSITIVE_INFINITY;
}

/** The replay of everything, from its beginning. */
function paintAgain(): void {
  leave();
  play();
}
