// The processes of each model, as a task manager lists them: the parent counts too.
import { counted } from '../format.ts';
import type { Platform, ProcessLine, Timeline } from '../schema.ts';
import { timelines } from '../state.ts';
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
        browser, a process is a worker with a memory of its own.
      </p>
      <div class="consoles">
        {timelines.value.map(timeline => (
          <Processes key={timeline.key} timeline={timeline} />
        ))}
      </div>
    </>
  );
}

function Processes({ timeline: { title, processes, tasks, platform } }: { timeline: Timeline }) {
  return (
    <section aria-label={`Processes of ${title}`}>
      <h3>
        {title}: {counted(processes.length, 'process', 'processes')} for {counted(tasks.length, 'task')}
      </h3>
      <table class="processes">
        <thead>
          <tr>
            <th scope="col">Name</th>
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
            <ProcessRow key={process.id} of={title} process={process} platform={platform} first={place === 0} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ProcessRowProps {
  of: string;
  process: ProcessLine;
  platform: Platform | null;
  /** Whether the Tab key stops here for the figures. */
  first: boolean;
}

function ProcessRow({ of, process, platform, first }: ProcessRowProps) {
  const { name, id, parent, threads, memory } = process;
  const figure = (what: string, words: string, entry = false) => (
    <td class="figure">
      {words === UNKNOWN ? (
        words
      ) : (
        <CopyFigure words={words} exact={`${of}, ${name}: ${what} ${words}`} platform={platform ?? undefined} entry={entry} />
      )}
    </td>
  );
  return (
    <tr>
      <th scope="row" class={parent === null ? '' : 'child'}>
        {name}
      </th>
      <td class="figure">{id}</td>
      {figure('threads', `${threads}`, first)}
      {figure('memory', memory)}
    </tr>
  );
}
