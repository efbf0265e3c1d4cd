// The processes of each model, as a task manager lists them: the parent counts too.
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { counted } from '../format.ts';
import { reachedBy } from '../replay.ts';
import type { ProcessLine } from '../schema.ts';
import { type ShownTimeline, timelines } from '../state.ts';
import { processNow } from '../timeline/lane-now.ts';
import { CopyFigure } from './copy-figure.tsx';

/** What core says where the host does not know. */
const UNKNOWN = '–';

export function TaskManager() {
  if (!timelines.value.length)
    return <p class="empty">After a run: which processes there were, with how many threads and how much memory.</p>;
  return (
    <>
      <p class="caption">
        The process that starts the others counts too: two tasks, each in a process of its own, make three processes. In a
        browser, a process is a worker with a memory of its own. During a replay, the state is that of its moment.
      </p>
      <div class="consoles">
        {timelines.value.map(timeline => (
          <Processes key={timeline.key} timeline={timeline} />
        ))}
      </div>
    </>
  );
}

function Processes({ timeline }: { timeline: ShownTimeline }) {
  const { title, processes, tasks } = timeline;
  return (
    <section aria-label={`Processes of ${title}`}>
      <h3>
        {title}: {counted(processes.length, 'process', 'processes')} for {counted(tasks.length, 'task')}
      </h3>
      <table class="processes">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" class="state">
              State
            </th>
            <th scope="col" class="figure">
              Id
            </th>
            <th scope="col" class="figure">
              Threads
            </th>
            <th scope="col" class="figure">
              Memory
            </th>
          </tr>
        </thead>
        <tbody>
          {processes.map((process, place) => (
            <ProcessRow key={process.id} timeline={timeline} process={process} first={place === 0} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ProcessRowProps {
  timeline: ShownTimeline;
  process: ProcessLine;
  /** Whether the Tab key stops here for the figures. */
  first: boolean;
}

function ProcessRow({ timeline, process, first }: ProcessRowProps) {
  const { title, platform } = timeline;
  const { name, id, parent, threads, memory } = process;
  const state = useMemo(() => computed(() => processNow(timeline, process, reachedBy(timeline))), [timeline, process]);
  const figure = (what: string, words: string, entry = false) => (
    <td class="figure">
      {words === UNKNOWN ? (
        words
      ) : (
        <CopyFigure words={words} exact={`${title}, ${name}: ${what} ${words}`} platform={platform ?? undefined} entry={entry} />
      )}
    </td>
  );
  return (
    <tr>
      <th scope="row" class={parent === null ? '' : 'child'}>
        {name}
      </th>
      <td class="state">{state}</td>
      <td class="figure">{id}</td>
      {figure('threads', `${threads}`, first)}
      {figure('memory', memory)}
    </tr>
  );
}
