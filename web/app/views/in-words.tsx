// What each lane and each task of a run did, in core's sentences: asked for when they are unfolded.
import { useEffect, useState } from 'preact/hooks';
import { executionOf } from '../execution.ts';
import { counted } from '../format.ts';
import type { InWords as InCoresWords } from '../schema.ts';
import { engine, type ShownTimeline } from '../state.ts';
import { Paged } from './paged.tsx';

/** Sentences on a page. */
const PAGE = 50;

export function InWords({ timeline }: { timeline: ShownTimeline }) {
  const [open, setOpen] = useState(false);
  const execution = executionOf(timeline);
  if (!execution) return null;
  const { lanes, tasks } = timeline;
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        What {counted(lanes.length, 'lane')} and {counted(tasks.length, 'task')} did, in sentences
      </summary>
      {open && <Told timeline={timeline} />}
    </details>
  );
}

function Told({ timeline }: { timeline: ShownTimeline }) {
  const [told, setTold] = useState<InCoresWords | null>(null);
  useEffect(() => {
    let isLatest = true;
    const execution = executionOf(timeline);
    const ask = execution && engine.value?.inWords(execution);
    // Nothing is told of an execution that the engine does not keep any more: another run has taken its place.
    ask?.then(found => isLatest && setTold(found)).catch(() => {});
    return () => {
      isLatest = false;
    };
  }, [timeline]);
  if (!told) return <p class="caption">Being told …</p>;
  return (
    <>
      <Sentences what="lanes" all={told.lanes} />
      <Sentences what="tasks" all={told.tasks} />
    </>
  );
}

function Sentences({ what, all }: { what: string; all: string[] }) {
  return (
    <Paged count={all.length} page={PAGE} what={what}>
      {first => (
        <ul class="sentences" aria-label={what}>
          {all.slice(first, first + PAGE).map((sentence, place) => (
            <li key={first + place}>{sentence}</li>
          ))}
        </ul>
      )}
    </Paged>
  );
}
