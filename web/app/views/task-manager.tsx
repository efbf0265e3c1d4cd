// The processes of each model, as a task manager lists them: the parent counts too. Live while a model warms up, and at each moment of a replay.
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { counted } from '../format.ts';
import { type Living, living } from '../living.ts';
import { reachedBy } from '../replay.ts';
import type { ProcessLine } from '../schema.ts';
import { engine, type ShownTimeline, timelines } from '../state.ts';
import { isAbsent, loadNow, processNow, threadsNow } from '../timeline/lane-now.ts';
import { CopyFigure } from './copy-figure.tsx';

/** What core says where the host does not know. */
const UNKNOWN = '–';

export function TaskManager() {
  if (!timelines.value.length)
    return (
      <>
        <p class="empty">After a run: which processes there were, with how many threads and how much memory.</p>
        <Now />
      </>
    );
  return (
    <>
      <p class="caption">
        The process that starts the others counts too: two tasks, each in a process of its own, make three processes. In a
        browser, a process is a worker with a memory of its own. Memory is what it used when the run ended; CPU is the share of
        one core in which its lanes computed. During a replay, state, threads and CPU are those of its moment.
      </p>
      {timelines.value.some(({ processes }) => processes.some(({ network }) => network)) && (
        <p class="caption">
          Below a process that another machine has lent stands how far away it was: the shortest round trip of a message, how well
          its clock could be aligned with the one here, and the bytes that went there and came back.
        </p>
      )}
      <Now />
      <div class="consoles">
        {timelines.value.map(timeline => (
          <Processes key={timeline.key} timeline={timeline} />
        ))}
      </div>
    </>
  );
}

/** What lives while a model warms up. Nobody looks while something is measured. */
function Now() {
  const now = living.value;
  return (
    <p class="living" aria-live="off" data-live={now ? '' : undefined}>
      {now && words(now)}
    </p>
  );
}

function words({ model, threads, memory_bytes, processes }: Living): string {
  const title = engine.value?.catalog.models.find(({ id }) => id === model)?.title ?? model;
  const memory = memory_bytes === null ? '' : `, ${rounded3(memory_bytes / MIB)}\u{a0}MiB`;
  const others = processes > 0 ? `; ${counted(processes, 'process', 'processes')} beside it` : '';
  return `Now, while ${title} warms up: ${counted(threads, 'thread')}${memory}${others}.`;
}

const MIB = 2 ** 20;
const rounded3 = (number: number) => String(Number(number.toPrecision(3)));

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
            <th scope="col" class="figure">
              CPU
            </th>
          </tr>
        </thead>
        <tbody>
          {processes.map((process, place) => (
            <ProcessRow key={`${process.id} ${process.name}`} timeline={timeline} process={process} first={place === 0} />
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
  const { name, id, parent, threads, memory, cpu, network } = process;
  const now = useMemo(() => {
    const at_ns = computed(() => reachedBy(timeline));
    const state = computed(() => processNow(timeline, process, at_ns.value));
    const alive = computed(() => threadsNow(timeline, process, at_ns.value));
    const load = computed(() => (at_ns.value === null ? null : loadNow(timeline, process, at_ns.value)));
    const absent = computed(() => at_ns.value !== null && isAbsent(state.value));
    return { at_ns, state, alive, load, absent };
  }, [timeline, process]);
  const figureOf = (what: string, words: string, entry = false) =>
    words === UNKNOWN ? (
      words
    ) : (
      <CopyFigure words={words} exact={`${title}, ${name}: ${what} ${words}`} platform={platform ?? undefined} entry={entry} />
    );
  const row = (
    <tr class={now.absent.value ? 'absent' : undefined}>
      <th scope="row" class={parent === null ? '' : name.includes(', ') ? 'child lent' : 'child'}>
        {name}
      </th>
      <td class="state">{now.state}</td>
      <td class="figure">{id}</td>
      <td class="figure">{now.at_ns.value === null ? figureOf('threads', `${threads}`, first) : now.alive}</td>
      <td class="figure">{figureOf('memory', memory)}</td>
      <td class="figure cpu">
        {now.load.value === null ? figureOf('CPU', cpu) : `${now.load.value}\u{a0}%`}
        <Load process={process} at={now.at_ns.value === null ? null : now.at_ns.value / timeline.wall_ns} />
      </td>
    </tr>
  );
  if (!network) return row;
  return (
    <>
      {row}
      <tr>
        <td class="network" colSpan={6}>
          <span class="visually-hidden">{name}: </span>
          {network}
        </td>
      </tr>
    </>
  );
}

/** The share of the processor over the run, as a curve; `at` is the part of the run that a replay has come to. */
function Load({ process: { load }, at }: { process: ProcessLine; at: number | null }) {
  // A core, or as many as it ever used.
  const most = Math.max(100, ...load);
  const points = load.map((share, place) => `L${place + 1} ${(HIGH * (1 - share / most)).toFixed(1)}`).join('');
  return (
    <svg viewBox={`0 0 ${Math.max(1, load.length)} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={`M0 ${HIGH}${points}V${HIGH}Z`} />
      {at !== null && <line x1={at * load.length} x2={at * load.length} y1="0" y2={HIGH} />}
    </svg>
  );
}

/** The unit of the curve’s height. */
const HIGH = 20;
