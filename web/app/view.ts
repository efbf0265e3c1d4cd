// A report made ready to be painted: core's `View` (core/src/fold/view.rs), the only thing that most of the page looks at.
import type { OutputLine, Warning } from './types.ts';

/** What a lane is doing; in the order legends list them. */
export const STATES = ['starting', 'running', 'ready', 'waiting', 'blocked', 'messaging', 'idle'] as const;
export type State = (typeof STATES)[number];

export interface Span {
  state: State;
  task: number | null;
  resource: number | null;
  from_ns: number;
  to_ns: number;
}

export interface LaneSpans {
  id: number;
  name: string;
  kind: 'main' | 'thread' | 'process' | 'event-loop';
  process: number | null;
  spans: Span[];
}

/** What one task did from its start to its end, on a lane where tasks were under way at the same time. */
export interface Track {
  lane: number;
  task: number;
  spans: Span[];
}

/** One process, as a task manager lists it. */
export interface ProcessLine {
  id: number;
  parent: number | null;
  name: string;
  threads: number;
  memory: string;
}

export interface Timeline {
  model: string;
  title: string;
  wall_ns: number;
  tasks: string[];
  lanes: LaneSpans[];
  tracks: Track[];
  processes: ProcessLine[];
  output: OutputLine[];
  dropped: number;
}

/** One model's figures as words, made by core. */
export interface Row {
  model: string;
  title: string;
  median: string;
  interval: string;
  speedup: string;
  speedup_interval: string;
  states: string;
  observations: string;
  answer: string;
  warnings: Warning[];
}

export interface View {
  rows: Row[];
  timelines: Timeline[];
  insight: string[];
  warnings: Warning[];
}
