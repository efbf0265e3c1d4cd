// The engine as the page sees it. The shapes of core's own data are in schema.ts.
import type { BuildVersions } from '../workers/lending/offer.ts';
import type { EngineSource, Mode } from '../workers/module.ts';
import type { Execution, GilProgress, GilTable, Given } from '../workers/protocol.ts';
import type { NativeHost } from './native-host.ts';
import type {
  Beside,
  Comparison,
  Completion,
  Catalog as CoreCatalog,
  Picture as CorePicture,
  Progress as CoreProgress,
  Environment,
  ForecastWords,
  InWords,
  LabPanel,
  LabSettings,
  Language,
  Mistake,
  ModelEntry,
  Plan,
  Platform,
  Report,
  Step,
  Sweep,
  Timeline,
  Variation,
  View,
  Warning,
} from './schema.ts';

/** Everything left out has core's default. */
export type PartialPlan = Partial<Plan>;

/** A model, and whether this page can run it. */
export interface ModelInfo extends ModelEntry {
  available: boolean;
  /** Why not. */
  unavailable: string | null;
}

export interface Catalog extends CoreCatalog {
  models: ModelInfo[];
}

/** `News` of web/src/collection.rs: the report, whose traces come with the last one only, and the timelines that have changed. */
export interface News {
  /** Under which the engine keeps the report; none before the end. */
  id: number | null;
  report: Report;
  view: View;
  /** The places of the run side by side, if there are several. */
  comparison: Comparison | null;
}

/** `Picture` of core/src/fold/picture.rs, its bytes as they are. */
export interface Picture extends Omit<CorePicture, 'shades' | 'colours'> {
  shades: Uint8Array;
  colours: Uint8Array;
}

/** How far a run is, and where the next execution runs. */
export interface Progress extends CoreProgress {
  platform: Platform;
}

/** `Opened` of web/src/library.rs: a report from a file, without its traces, or what another program recorded, which has only timelines. */
export interface OpenedFile {
  id: number | null;
  report: Report | null;
  timelines: Timeline[];
  view: View | null;
  warnings: Warning[];
}

/** `Asked` of core/src/fold/command_line.rs: what a command asks for, and of a sweep, what it varies. */
interface AskedFor {
  plan: Plan;
  varied: { parameter: string; values: string } | null;
}

/** One way to take a report away. */
export interface Format {
  id: string;
  extension: string;
  media_type: string;
}

export interface RunOptions<What = News> {
  /** Where to run, in one session. The figures of the first are what those of the others are measured by. */
  platforms: Platform[];
  /** What the visitor has chosen, for programs that read files. */
  files: File[];
  signal: AbortSignal;
  onProgress(progress: Progress): void;
  /** The tint of each task that the execution that goes on has finished, and 0 of others: only in the first round of the warm-up. */
  onFinished?: ((tints: Uint8Array) => void) | undefined;
  onNews(news: What): void;
  /** Something runs now, which `skip` ends: its model is left out from then on. */
  onRunning(skip: () => void): void;
  /** Nothing runs any more. What has been measured is now made into a report. */
  onStopped(): void;
}

export interface GilOptions {
  signal: AbortSignal;
  onProgress(progress: GilProgress): void;
}

export interface Engine {
  catalog: Catalog;
  environment: Environment;
  /** The program that serves the page, if one does. */
  native: NativeHost | null;
  mode: Mode;
  modeReason: string | null;
  /** All of it, for processes that this page lends. */
  whole(): Promise<EngineSource>;
  /** Loads what a run of this plan needs: a run would do so itself, and wait. */
  prepare(plan: PartialPlan): Promise<void>;
  /** What whoever uses such a process must have, too. */
  versions(): Promise<BuildVersions>;
  check(plan: PartialPlan): Promise<Mistake | null>;
  run(plan: PartialPlan, options: RunOptions): Promise<News>;
  /** Runs the plan at each value of one thing, on the first of the platforms. */
  sweep(plan: PartialPlan, variation: Variation, options: RunOptions<Sweep>): Promise<Sweep>;
  /** How closely our GIL behaves like CPython's in this browser; `null` when it was cancelled. */
  measureGil(rounds: number, options: GilOptions): Promise<GilTable | null>;
  /** The charts of the GIL's laboratory on an ideal machine in virtual time. */
  computeLab(settings: LabSettings): Promise<Given<LabPanel[]>>;
  /** The same of real runs; `null` when they were cancelled. */
  measureLab(settings: LabSettings, signal: AbortSignal): Promise<LabPanel[] | null>;
  /** The table in a file. */
  readGil(name: string, bytes: Uint8Array): Promise<Given<GilTable>>;
  /** Tables side by side, each with what to call its own GIL. */
  gilBeside(tables: { name: string; table: GilTable }[]): Promise<Beside>;
  checkSweep(plan: PartialPlan, variation: Variation): Promise<Mistake | null>;
  /** `null` when the sweep has a mistake. */
  sweepCommand(plan: PartialPlan, variation: Variation): Promise<string | null>;
  /** The sentence for a file of so many bytes, if that is more than any report has. */
  tooLarge(name: string, bytes: number): Promise<string | null>;
  /** Reads a file, and keeps a report until it is closed. */
  open(name: string, bytes: Uint8Array): Promise<Given<OpenedFile>>;
  formats: Format[];
  /** A kept report as text in a format. */
  export(id: number, format: string): Promise<string>;
  close(id: number): Promise<void>;
  /** Kept reports side by side; the figures of the first are what those of the others are measured by. Where plans may have `changed`, what differs is said. */
  compare(ids: number[], changed: boolean): Promise<Given<Comparison>>;
  /** When each event of a recorded execution happened, in nanoseconds since it began; `null` when its trace is not kept, or too long. */
  moments(execution: Execution): Promise<Float64Array | null>;
  /** Where in its program each lane was at each event; `web/src/replay.rs` says how. */
  standings(execution: Execution): Promise<Uint32Array | null>;
  /** One event of a recorded execution, told. */
  step(execution: Execution, place: number): Promise<Step | null>;
  /** A recorded execution in sentences, lane by lane and task by task. */
  inWords(execution: Execution): Promise<InWords | null>;
  /** Calls a kept report by another name. */
  rename(id: number, name: string): Promise<void>;
  /** `null` when the plan cannot be run, and so has no command. */
  command(plan: PartialPlan): Promise<string | null>;
  /** What a pasted command asks for. */
  readCommand(line: string): Promise<Given<AskedFor>>;
  /** The command that puts files side by side. */
  compareCommand(files: string[]): Promise<string>;
  /** The scenarios that are ready to be run or changed. */
  scenarioLanguage(): Promise<Language>;
  /** What may stand between two parts of a scenario; unasked, only where something of it has been typed. */
  completeScenario(before: string, after: string, asked: boolean): Promise<Completion | null>;
  /** The text of a file for a workload that takes one. */
  readText(workload: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Given<string>>;
  /** What a run of the plan may not record; `null` when it records everything, or cannot be run. */
  unrecorded(plan: PartialPlan): Promise<string | null>;
  /** How long a plan takes in so many places, in words; `null` when it cannot be run. */
  forecast(plan: PartialPlan, places: number): Promise<ForecastWords | null>;
  /** `null` when the workload of the plan computes none. */
  picture(plan: PartialPlan): Promise<Given<Picture> | null>;
}
