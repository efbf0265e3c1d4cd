// What core and the page exchange, as types: written from the Rust types by cargo xtask schema, never by hand. Long because it holds all of them.

/**
 * What an arrow stands for.
 */
export type ArrowKind = 'message' | 'lock' | 'queue' | 'spawn' | 'join' | 'other';
/**
 * What a host must offer.
 */
export type Needs = 'one-lane' | 'shared-memory' | 'processes' | 'workers';
/**
 * One thing about a workload that can be set. The form, the command line and `list` are made from it.
 */
export type Parameter = {
  /**
   * One sentence: what it does, and its unit.
   */
  about: string;
  /**
   * The name used in `--param id=value` and in JSON.
   */
  id: string;
  /**
   * Defaults that it has instead of its own while a choice has a certain value.
   */
  other_defaults?: OtherDefault[];
  /**
   * A short label for the form.
   */
  title: string;
} & Parameter1;
export type Parameter1 =
  | {
      default: number;
      max: number;
      min: number;
      type: 'integer';
      unit: string;
    }
  | {
      default: string;
      options: ChoiceEntry[];
      type: 'choice';
    }
  | {
      default: string;
      max_bytes: number;
      type: 'text';
    }
  | {
      max_bytes: number;
      max_files: number;
      type: 'files';
    };
/**
 * Who answers: a workload names the one that it needs, so that it can be made ready before anything is measured.
 */
export type Service = 'database' | 'download' | 'files';
/**
 * The value of one parameter.
 */
export type Value = number | string;
/**
 * What may be said about one set of samples against another.
 */
export type Verdict = 'faster' | 'slower' | 'no-difference' | 'cannot-tell';
/**
 * What kind of program measured.
 */
export type Platform = ('native' | 'browser') | 'cpython' | 'simulated';
/**
 * What a lane is doing.
 */
export type State = 'starting' | 'running' | 'ready' | 'waiting' | 'blocked' | 'messaging' | 'idle';
/**
 * The version of CPython whose lock the model `gil` has.
 */
export type GilProfile = 'python-3' | 'python-2';
/**
 * Who noticed for how long the page's main thread was busy with one thing.
 */
export type BlockWatch = 'long-tasks' | 'heartbeat';
/**
 * Where a sample lies by Tukey's fences (1977): beyond 1.5 times the distance of the quartiles is mild, beyond
 * 3 times severe.
 */
export type OutlierClass = ('low-severe' | 'low-mild' | 'high-mild' | 'high-severe') | 'none';
/**
 * One fact. Its place in [`Trace::events`] orders it, `at_ns` only draws it. How it is read stands in `read_event.rs`.
 */
export type Event = {
  /**
   * The line of the program at which the task was, counted from 1; 0 where that is not known. [`Trace::source`] says of which text.
   */
  at_line?: number;
  /**
   * Nanoseconds since the run began, on the clock of the lane that started the run.
   */
  at_ns: number;
  /**
   * Where it happened.
   */
  lane: number;
  /**
   * Sequence number within the memory of the lane; unique there.
   */
  seq: number;
  /**
   * Which task was concerned, if any.
   */
  task?: number | null;
} & Event1;
export type Event1 =
  | {
      kind: 'spawn-requested';
      target: number;
    }
  | {
      kind: 'lane-started';
    }
  | {
      kind: 'lane-ended';
    }
  | {
      kind: 'task-started';
    }
  | {
      kind: 'task-ended';
    }
  | {
      kind: 'task-failed';
    }
  | {
      cause: Cause;
      kind: 'suspended';
    }
  | {
      kind: 'resumed';
    }
  | {
      kind: 'acquired';
      resource: number;
    }
  | {
      kind: 'released';
      resource: number;
    }
  | {
      kind: 'drop-requested';
      resource: number;
    }
  | {
      kind: 'put';
      resource: number;
    }
  | {
      kind: 'taken';
      resource: number;
    }
  | {
      circle: boolean;
      kind: 'stuck';
      resource: number;
    }
  | {
      bytes: number;
      kind: 'sent';
      target: number;
    }
  | {
      bytes: number;
      kind: 'received';
      source: number;
    }
  | {
      kind: 'printed';
      line: number;
    };
/**
 * Why something does not compute.
 */
export type Cause =
  | {
      why: 'preempted';
    }
  | {
      why: 'sleep';
    }
  | {
      why: 'join';
    }
  | {
      resource: number;
      why: 'blocked';
    }
  | {
      why: 'message';
    }
  | {
      why: 'request';
    };
/**
 * What kind of thing a lane is.
 */
export type LaneKind = 'main' | 'thread' | 'process' | 'event-loop';
/**
 * What ended a session that nobody stopped.
 */
export type SessionEnd = 'fixed' | 'sure' | 'time-spent' | 'most-runs';
/**
 * What a lane waits for that waits.
 */
export type Awaited = 'time' | 'lanes' | 'answer';
/**
 * A law of scaling.
 */
export type Law = 'amdahl' | 'usl';
/**
 * An [`Update`] without its sample, which travels beside it as bytes. `group` is that of the runner: see
 * [`super::session::Runner::group`].
 */
export type UpdateMessage =
  | {
      group: number;
      progress: Progress;
      update: 'begins';
    }
  | {
      group: number;
      update: 'warmed';
    }
  | {
      group: number;
      update: 'ended';
    }
  | {
      group: number;
      model: string;
      update: 'unavailable';
      why: string;
    };
/**
 * Values as they were typed, or one by one.
 */
export type VariedValues = string | Value[];
/**
 * Numbers in the order of little-endian machines, as all that run WebAssembly are.
 */
export type Bytes = number[];
/**
 * What the time of the way is spent on.
 */
export type Cost = 'start' | 'send' | 'queue' | 'compute' | 'wait' | 'join';

/**
 * Everything that core and the page exchange, in one type, so that a shape which several of them contain has one name.
 */
export interface Page {
  arrow: Arrow;
  beside: Beside;
  catalog: Catalog;
  comparison: Comparison;
  completion: Completion;
  forecast: ForecastWords;
  in_words: InWords;
  lab_panel: LabPanel;
  lab_settings: LabSettings;
  language: Language;
  mistake: Mistake;
  picture: Picture;
  plan: Plan;
  progress: Progress;
  report: Report;
  span: Span;
  step: Step;
  sweep: Sweep;
  update: UpdateMessage;
  variation: Variation;
  view: View;
}
/**
 * From a cause on one lane to its effect on another.
 */
export interface Arrow {
  /**
   * The cause.
   */
  from: ArrowEnd;
  /**
   * What it stands for.
   */
  kind: ArrowKind;
  /**
   * What it is called: a message by its length, a lock by its name.
   */
  name: string;
  /**
   * The effect.
   */
  to: ArrowEnd;
}
/**
 * A moment on a lane.
 */
export interface ArrowEnd {
  /**
   * Nanoseconds since the run began.
   */
  at_ns: number;
  lane: number;
}
/**
 * Every behaviour, by column.
 */
export interface Beside {
  /**
   * Ours of each table, and then its CPython, if it has one.
   */
  columns: BesideColumn[];
  /**
   * One for each of the eighteen behaviours.
   */
  rows: BesideRow[];
}
/**
 * A GIL that was measured.
 */
export interface BesideColumn {
  /**
   * How it was measured, and for ours how many behaviours are within tolerance.
   */
  about: string;
  /**
   * Whose it is.
   */
  title: string;
}
/**
 * One behaviour.
 */
export interface BesideRow {
  /**
   * Which figures of ours are accepted.
   */
  accepted: string;
  /**
   * What the figures mean.
   */
  behaviour: string;
  /**
   * One for each column.
   */
  cells: BesideCell[];
  /**
   * `G1` to `G18`.
   */
  id: string;
}
/**
 * What one of them showed.
 */
export interface BesideCell {
  /**
   * The figure; a dash where there is none.
   */
  figure: string;
  /**
   * Its ratio to that CPython's, and why it is undecided or missing.
   */
  more: string;
  /**
   * Whether it is within tolerance: `within`, `not within` or `undecided`; nothing for CPython, by which ours is judged.
   */
  verdict: string;
}
/**
 * What there is to run, under which models, and what else a plan may set.
 */
export interface Catalog {
  /**
   * In the order they are shown.
   */
  models: ModelEntry[];
  /**
   * What a plan sets for every workload alike.
   */
  settings: Parameter[];
  /**
   * In the order of the tutorial, those beyond it last.
   */
  workloads: WorkloadEntry[];
}
/**
 * One concurrency model, as a person chooses it.
 */
export interface ModelEntry {
  /**
   * What it means.
   */
  about: string;
  /**
   * Its name in flags, JSON and addresses.
   */
  id: string;
  /**
   * What a host must offer to run it.
   */
  needs: Needs;
  /**
   * Its name for people.
   */
  title: string;
}
/**
 * The default of a whole number while a choice of the same workload has a certain value.
 */
export interface OtherDefault {
  /**
   * The id of the choice.
   */
  choice: string;
  /**
   * The id of what is chosen.
   */
  chosen: string;
  /**
   * The default then.
   */
  default: number;
}
/**
 * One of the things that a parameter may be.
 */
export interface ChoiceEntry {
  /**
   * Its name in flags, JSON and addresses.
   */
  id: string;
  /**
   * Its name for people.
   */
  title: string;
}
/**
 * One workload, as a person chooses it.
 */
export interface WorkloadEntry {
  /**
   * What it does and what it teaches.
   */
  about: string;
  /**
   * What each model makes of it and why.
   */
  expect: Expectation[];
  /**
   * Its name in flags, JSON and addresses.
   */
  id: string;
  /**
   * What can be set.
   */
  parameters: Parameter[];
  /**
   * What is published about the same work, and why ours will differ.
   */
  published: string | null;
  /**
   * Whom in the world outside its tasks ask, if anybody.
   */
  reaches: Service | null;
  /**
   * The section of the tutorial that comes to its subject: number and heading.
   */
  section: string;
  /**
   * Values for a run of some milliseconds: a first look, an example, a test.
   */
  small: Values;
  /**
   * A title of a few words.
   */
  title: string;
}
/**
 * What to expect of a workload under one model, and why: two or three plain sentences, checked against real runs.
 */
export interface Expectation {
  /**
   * What this model changes about the meaning of the program; never an error.
   */
  differs: string | null;
  /**
   * The model's id.
   */
  model: string;
  /**
   * What happens and why.
   */
  text: string;
}
/**
 * The values of one run, one for each parameter of its workload.
 */
export interface Values {
  [k: string]: Value;
}
/**
 * What several reports say about one plan.
 */
export interface Comparison {
  /**
   * One per model that finished somewhere, in the order of the catalogue.
   */
  models: Comparand[];
  /**
   * Its parameters.
   */
  parameters: Values;
  /**
   * Always [`SCHEMA`].
   */
  schema: string;
  /**
   * What is compared. The first is what the others are measured by.
   */
  sources: Source[];
  /**
   * What a reader should know before trusting the ratios.
   */
  warnings: Warning[];
  /**
   * The workload's id.
   */
  workload: string;
}
/**
 * One model's figures from all sources.
 */
export interface Comparand {
  /**
   * One per source; `null` where the model did not run or not finish.
   */
  cells: (Cell | null)[];
  /**
   * The model's id.
   */
  model: string;
  /**
   * The model's name for people.
   */
  title: string;
  /**
   * What may be said, a sentence for each source after the first.
   */
  verdicts: string[];
}
/**
 * One model's figures from one source.
 */
export interface Cell {
  /**
   * 95 % bootstrap interval of the median; absent with fewer than three samples.
   *
   * @minItems 2
   * @maxItems 2
   */
  ci95_ms: [number, number] | null;
  /**
   * Their median.
   */
  median_ms: number;
  /**
   * By how much the two sessions waver by themselves, within and between them, as a share (0.02: 2 %); of one session, within it.
   * Absent when that is not known, as for published figures.
   */
  noise_floor: number | null;
  /**
   * Whether that ratio is of rounds, in which both ran within one session, so that what disturbs a round disturbs both.
   */
  paired: boolean;
  /**
   * How many times the time of the first source it needs: above 1 is slower. Absent for the first source.
   */
  ratio: Estimate | null;
  /**
   * Every sample, in milliseconds.
   */
  samples_ms: number[];
  /**
   * How many times as fast as `sequential` of the same source; absent where the report has none.
   */
  speedup?: Estimate | null;
  /**
   * What may be said of the ratio, given that floor. Absent for the first source.
   */
  verdict: Verdict | null;
  /**
   * The same figures as words.
   */
  words: CellWords;
}
/**
 * An estimate with its uncertainty.
 */
export interface Estimate {
  /**
   * The 95 % bootstrap interval; absent with fewer than three samples.
   *
   * @minItems 2
   * @maxItems 2
   */
  ci95: [number, number] | null;
  /**
   * The median.
   */
  median: number;
}
/**
 * What is painted of a cell; empty where there is nothing to say.
 */
export interface CellWords {
  /**
   * Whether the answer is that of `sequential` of the same source: `same`, or `same, in part`; empty for published figures.
   */
  answer: string;
  /**
   * `194 to 198 ms`
   */
  interval: string;
  /**
   * `196 ms`
   */
  median: string;
  /**
   * What became of what the tasks share: `lost updates 0 to 5 120`; empty when they share nothing, and for published figures.
   */
  observations: string;
  /**
   * `1.04×`
   */
  ratio: string;
  /**
   * `1.03 to 1.06×`
   */
  ratio_interval: string;
  /**
   * `1.94×`
   */
  speedup: string;
  /**
   * `1.90 to 1.97×`
   */
  speedup_interval: string;
  /**
   * What may be said of the ratio: `faster`, `slower`, `no difference`, `cannot tell`.
   */
  verdict: string;
}
/**
 * Where figures come from.
 */
export interface Source {
  /**
   * Where and when, in words.
   */
  about: string;
  /**
   * The version of CPython, if that measured it.
   */
  interpreter: string | null;
  /**
   * How sentences call it: `native`, `the browser`, `the article`, or its name.
   */
  label: string;
  /**
   * The name of the file, or of what was published.
   */
  name: string;
  /**
   * What measured it; absent for published figures.
   */
  platform: Platform | null;
}
/**
 * Something a reader should know.
 */
export interface Warning {
  /**
   * Stable, for programs: `task-failed`, `too-short`, `wide-interval`, `checksum`, ...
   */
  code: string;
  /**
   * For people: what it is and what to do.
   */
  text: string;
}
/**
 * What may stand at a place.
 */
export interface Completion {
  /**
   * What it may become.
   */
  choices: Choice[];
  /**
   * What has been typed of it, directly before the place: a choice replaces it.
   */
  typed: string;
}
/**
 * One thing that may stand at a place.
 */
export interface Choice {
  /**
   * What it is for; empty for a name.
   */
  about: string;
  /**
   * What is shown, and written where there is no template.
   */
  label: string;
  /**
   * What is written; `${..}` is to be typed over.
   */
  template: string | null;
}
/**
 * A forecast for people.
 */
export interface ForecastWords {
  /**
   * Why it takes longer than the plan asks for, as a whole sentence; empty when it does not.
   */
  longer: string;
  /**
   * What room the timelines will need, by the plan's models.
   */
  rows: ForecastRows[];
  /**
   * `about 5 s`
   */
  session: string;
}
/**
 * How many rows a model's timeline will have.
 */
export interface ForecastRows {
  /**
   * Its lanes, `main` among them.
   */
  lanes: number;
  /**
   * The model's id.
   */
  model: string;
  /**
   * How many tasks will be under way on one lane at the same time; 0 where they follow one another.
   */
  tasks: number;
}
/**
 * A run in sentences.
 */
export interface InWords {
  /**
   * One for each lane, in their order.
   */
  lanes: string[];
  /**
   * One for each task that started, by their beginnings.
   */
  tasks: string[];
}
/**
 * One small chart.
 */
export interface LabPanel {
  /**
   * A line for each figure.
   */
  facts: GilFact[];
  /**
   * The threads, in order.
   */
  lanes: LabLane[];
  /**
   * How many slices were how long; none without a GIL.
   */
  slices: SliceBin[];
  /**
   * What is different: `as set`, `switch interval 1.00 ms`, `without a GIL`.
   */
  title: string;
}
/**
 * One figure in words.
 */
export interface GilFact {
  /**
   * What it is about: `Slices`.
   */
  name: string;
  /**
   * What there is to say.
   */
  words: string;
}
/**
 * What a thread did, coarse enough to be drawn small.
 */
export interface LabLane {
  /**
   * Its name.
   */
  name: string;
  /**
   * In order, what it did most in so many columns; of all lanes of a panel they add up to the same.
   */
  parts: LabPart[];
}
/**
 * Columns in which a thread did most of one thing.
 */
export interface LabPart {
  /**
   * For how many columns.
   */
  columns: number;
  /**
   * What it did.
   */
  state: State;
}
/**
 * Slices of about the same length. A slice lasts from a thread's taking the lock to its letting go.
 */
export interface SliceBin {
  /**
   * How many ended because another thread asked for the lock.
   */
  asked: number;
  /**
   * The shortest of them, to stand on an axis: `2 ms`.
   */
  from: string;
  /**
   * How many ended by themselves: the thread waited, ended, or opened the lock for a moment.
   */
  given: number;
  /**
   * The lengths: `2 ms to 5 ms`.
   */
  lengths: string;
}
/**
 * What is set on the page.
 */
export interface LabSettings {
  /**
   * The workload's parameter: `each-slice`, `within-update`, `none` or `released`.
   */
  checkpoint: string;
  /**
   * Tasks that compute.
   */
  computing: number;
  /**
   * Whose GIL.
   */
  gil_profile: GilProfile;
  /**
   * In microseconds.
   */
  switch_interval_us: number;
  /**
   * Tasks that nap for a millisecond, again and again.
   */
  waiting: number;
}
/**
 * What an editor begins with.
 */
export interface Language {
  /**
   * The text with which a new one begins.
   */
  fresh: string;
  /**
   * The built-in scenarios, in the order a learner meets them.
   */
  ready: Ready[];
}
/**
 * A built-in scenario.
 */
export interface Ready {
  /**
   * Its name in flags, JSON and addresses.
   */
  id: string;
  /**
   * The text itself.
   */
  text: string;
  /**
   * A title of a few words.
   */
  title: string;
}
/**
 * Something in a plan that cannot be run, and where.
 *
 * The command line prints it and exits with 2; the page shows it beside the field it names.
 */
export interface Mistake {
  /**
   * The part of the plan at fault: one of its fields, a parameter's id, a name that is no field, or `plan` when it is none.
   */
  field: string;
  /**
   * One sentence that names the mistake and the valid choices.
   */
  message: string;
  /**
   * Where in a text of several lines it is.
   */
  place?: Place | null;
}
/**
 * A place in a text. It is displayed as the begin of a sentence.
 */
export interface Place {
  /**
   * Counted from 1, in characters.
   */
  column: number;
  /**
   * How many characters of that line are concerned; at least 1, although the line may end there.
   */
  length: number;
  /**
   * Counted from 1.
   */
  line: number;
}
/**
 * The points of a picture.
 */
export interface Picture {
  /**
   * That of a run which computed the same points: see [`ModelResult::checksum`].
   */
  checksum: string | null;
  /**
   * Red, green and blue of each shade: untinted, then for each [tint](Stroke::tint).
   */
  colours: number[];
  /**
   * Rows.
   */
  height: number;
  /**
   * How bright each point is, row by row: from 0, the set itself, to 255, what runs away at once.
   */
  shades: number[];
  /**
   * Points in a row.
   */
  width: number;
}
/**
 * What is to be run, as the form, the command line and a teacher's notebook build it. Everything left out has a default.
 */
export interface Plan {
  /**
   * Whose GIL `gil` has: `python-3`, or `python-2`, tick based.
   */
  gil_profile: GilProfile & string;
  /**
   * The ids of the models; none means all.
   */
  models: string[];
  /**
   * Its parameters; those left out have their defaults.
   */
  parameters: Values;
  /**
   * How long a task may compute under `time-slicing` before it is the next one's turn: 50 to 1 000 000 microseconds.
   */
  quantum_us: number;
  /**
   * Measured executions of each model, 1 to 1000; 0: as many as it takes until the ratios are sure, within `time_s`.
   */
  runs: number;
  /**
   * Decides the order of the models within each round, and every other choice that is made by chance.
   */
  seed: number;
  /**
   * How long a thread waits for the GIL before it asks the holder to drop it: 1 to 1 000 000 microseconds, 5 000 in CPython.
   */
  switch_interval_us: number;
  /**
   * Seconds that a session without a fixed number of runs may take, warm-up included, 1 to 3600; half as much more, or
   * in several places twice as much, where only that gives a verdict.
   */
  time_s: number;
  /**
   * Executions of each model before the measured ones, 0 to 100; without a fixed number of runs, the least number, because then warming
   * up goes on until the times are steady.
   */
  warmup: number;
  /**
   * Lanes asked for, 1 to 64. Models that have one lane only ignore it, and so do workloads whose tasks may wait for each other: they
   * get a lane for each task.
   */
  workers: number;
  /**
   * The workload's id.
   */
  workload: string;
}
/**
 * What is about to run, and how far the session is.
 */
export interface Progress {
  /**
   * Executions that have ended.
   */
  done: number;
  /**
   * Milliseconds since the session began.
   */
  elapsed_ms: number;
  /**
   * Whether this round is measured, or only warms up.
   */
  measured: boolean;
  /**
   * The model that runs now.
   */
  model: string;
  /**
   * Milliseconds that it may still take at this pace; unknown before the first execution has ended.
   */
  remaining_ms: number | null;
  /**
   * Its round, counted from 0 within the warm-up or the measured rounds.
   */
  round: number;
  /**
   * Executions there will be, as far as that is known: without a fixed number of runs, at this pace.
   */
  total: number;
}
/**
 * The outcome of one plan. Both `interleave run --json` and `window.interleave.run` give it.
 */
export interface Report {
  /**
   * Whether every planned execution finished; `false` after a cancel or a failure.
   */
  complete: boolean;
  /**
   * When it was made: RFC 3339, UTC.
   */
  created: string;
  /**
   * Where it ran; of a session that ran in several places, the first of them.
   */
  environment: Environment;
  /**
   * What the figures say, in plain sentences derived from the data.
   */
  insight: string[];
  /**
   * The largest difference that nothing at all made in this session, as a share (0.02: 2 %): each model against itself in
   * neighbouring rounds. Absent with too few rounds.
   */
  noise_floor?: number | null;
  /**
   * The other places, each of another kind of host.
   */
  other_environments?: Environment[];
  /**
   * What was asked for, with all defaults filled in.
   */
  plan: Plan;
  /**
   * Libraries that did the same work in the same rounds: no models of this program.
   */
  references?: ReferenceResult[];
  /**
   * One per model that was tried, in the order of the catalogue.
   */
  results: ModelResult[];
  /**
   * Always [`SCHEMA`].
   */
  schema: string;
  /**
   * How the session went, when it finished.
   */
  session?: SessionSummary | null;
  /**
   * What a reader should know before trusting the figures.
   */
  warnings: Warning[];
}
/**
 * Everything that decides whether two figures may be compared.
 */
export interface Environment {
  /**
   * Processor architecture the code was compiled for.
   */
  arch: string;
  /**
   * The smallest step of the clock seen, in nanoseconds.
   */
  clock_step_ns: number;
  /**
   * The compiler that built it.
   */
  compiler: string;
  /**
   * Cores the host claims to have.
   */
  cores_claimed: number;
  /**
   * How many cores' worth of computing that many lanes really get at once; absent where lanes cannot share memory.
   */
  cores_measured: number | null;
  /**
   * The same for two lanes at most, which a machine of several cores has room for unless something else uses it: that tells whether it is
   * busy. Absent with one core, and where lanes cannot share memory.
   */
  cores_of_two?: number | null;
  /**
   * What kind of host it is.
   */
  host: Platform;
  /**
   * In a browser: whether the page is cross-origin isolated, and so may use threads.
   */
  isolated: boolean | null;
  /**
   * In a browser: for how long the page's main thread was blocked; absent where nobody could notice, before a run's end, and in reports of
   * earlier versions.
   */
  longest_block?: LongestBlock | null;
  /**
   * The processor's or the browser's own name.
   */
  machine: string;
  /**
   * Operating system.
   */
  os: string;
  /**
   * The operating system's id of the process that ran it; in a browser the engine's worker is number 0.
   */
  process: number;
  /**
   * `release` or `debug`.
   */
  profile: string;
  /**
   * Target features the code was compiled with, such as `simd128`.
   */
  target_features: string[];
  /**
   * What starting threads took; absent where there are none yet, and in reports of earlier versions.
   */
  thread_start?: ThreadStart | null;
  /**
   * The version of Interleave.
   */
  version: string;
  /**
   * In a browser: `visible` or `hidden` while it ran.
   */
  visibility: string | null;
}
/**
 * For how long the page's main thread was blocked at the longest while a run went on.
 */
export interface LongestBlock {
  /**
   * Who noticed.
   */
  seen_by: BlockWatch;
  /**
   * Milliseconds; 0 where nothing was long enough to be noticed.
   */
  time_ms: number;
}
/**
 * What starting the pool of threads took, until all of them were ready. That happens once and is part of no run that is measured.
 */
export interface ThreadStart {
  /**
   * How many threads were started.
   */
  threads: number;
  /**
   * How long that took, in microseconds.
   */
  time_us: number;
}
/**
 * What a library took for the same work, in the same rounds.
 */
export interface ReferenceResult {
  /**
   * The id of the model that it is set beside.
   */
  beside: string;
  /**
   * 95 % bootstrap interval of the median; absent with fewer than three samples.
   *
   * @minItems 2
   * @maxItems 2
   */
  ci95_ms: [number, number] | null;
  /**
   * Their median; absent when nothing finished.
   */
  median_ms: number | null;
  /**
   * Where it ran.
   */
  platform: Platform;
  /**
   * Its id, such as `rayon-sort`.
   */
  reference: string;
  /**
   * Whether it came to the answer of that model's first task, each time.
   */
  same_answer: boolean;
  /**
   * Wall time of each measured execution in milliseconds, in the order they ran.
   */
  samples_ms: number[];
  /**
   * Against that model, paired by round: above 1, the library is faster; absent when either failed, or they cannot be compared.
   */
  speedup: Estimate | null;
  /**
   * Threads it had: as many as that model has lanes that run tasks.
   */
  threads: number;
}
/**
 * One model's outcome.
 */
export interface ModelResult {
  /**
   * Sixteen hexadecimal digits over all results of the tasks; the same for every model, or the comparison is refused.
   */
  checksum: string | null;
  /**
   * 95 % bootstrap interval of the median; absent with fewer than three samples.
   *
   * @minItems 2
   * @maxItems 2
   */
  ci95_ms: [number, number] | null;
  /**
   * Which interpreter ran it, on the platform `cpython`.
   */
  interpreter?: Interpreter | null;
  /**
   * Their median; absent when nothing finished.
   */
  median_ms: number | null;
  /**
   * The model's id.
   */
  model: string;
  /**
   * What became of what the tasks share, by name, for each measured execution in order; may differ from run to run.
   */
  observations?: {
    [k: string]: number[];
  };
  /**
   * The class of each sample, in the same order; absent with fewer than four. They are shown, and kept in every figure.
   */
  outliers?: OutlierClass[];
  /**
   * The lines the traced execution printed, in order.
   */
  output: OutputLine[];
  /**
   * Where it ran.
   */
  platform: Platform;
  /**
   * Every process there was in the traced execution, the parent first: for two tasks under `processes`, three.
   */
  processes?: ProcessEntry[];
  /**
   * Wall time of each measured execution in milliseconds, in the order they ran.
   */
  samples_ms: number[];
  /**
   * Against `sequential` on the same host, paired by round; absent when `sequential` did not run, when either failed, or
   * when their times are too short for the clock.
   */
  speedup: Estimate | null;
  /**
   * Milliseconds per state, added up over the lanes of the traced execution.
   */
  states_ms: {
    [k: string]: number;
  };
  /**
   * The result of each task of the traced execution.
   */
  tasks: TaskResult[];
  /**
   * The execution whose time is nearest to the median; absent when nothing finished.
   */
  trace: Trace | null;
  /**
   * What may be said of that speed-up, given the report's noise floor.
   */
  verdict?: Verdict | null;
  /**
   * How long its first execution took, which only warmed up, in milliseconds; absent once something was measured.
   */
  warmup_ms?: number | null;
  /**
   * What a reader should know about this model's figures.
   */
  warnings: Warning[];
  /**
   * Lanes that ran tasks.
   */
  workers: number;
}
/**
 * A Python that ran a program.
 */
export interface Interpreter {
  /**
   * The name of its executable.
   */
  executable: string;
  /**
   * Whether it has a global interpreter lock, and it is on.
   */
  gil: boolean;
  /**
   * How `multiprocessing` starts processes, for the model `processes`: `fork`, `forkserver` or `spawn`.
   */
  start_method?: string | null;
  /**
   * Milliseconds from asking for it to its first line, which no sample contains; absent when it never spoke.
   */
  start_ms: number | null;
  /**
   * Its version, such as `3.13.1`.
   */
  version: string;
}
/**
 * One printed line.
 */
export interface OutputLine {
  /**
   * Nanoseconds since the run began.
   */
  at_ns: number;
  /**
   * The lane that printed it.
   */
  lane: number;
  /**
   * The task that printed it.
   */
  task: number | null;
  /**
   * The line, without its end.
   */
  text: string;
}
/**
 * One process, as a task manager lists it.
 */
export interface ProcessEntry {
  /**
   * The operating system's id, or the number of the worker in a browser.
   */
  id: number;
  /**
   * Bytes it used when the run ended, where the host knows.
   */
  memory_bytes: number | null;
  /**
   * Its name.
   */
  name: string;
  /**
   * What lay between it and its parent, where a worker has lent it.
   */
  network?: NetworkUse | null;
  /**
   * The id of the process that started it; none for the first.
   */
  parent: number | null;
  /**
   * Threads of this process, those of its host included; where the host cannot count them, one for each of its lanes.
   */
  threads: number;
}
/**
 * What lay between a parent and a process that a worker has lent, over one execution.
 */
export interface NetworkUse {
  /**
   * How far its clock may be off, in nanoseconds; absent where that of the parent was used alone.
   */
  clock_uncertainty_ns?: number | null;
  /**
   * Bytes of the messages of it.
   */
  received_bytes: number;
  /**
   * The shortest round trip in nanoseconds; absent where it was lost before that was measured.
   */
  round_trip_ns?: number | null;
  /**
   * Bytes of the messages to it.
   */
  sent_bytes: number;
  /**
   * The name of the worker, which tells machines apart.
   */
  worker: string;
}
/**
 * One task's result.
 */
export interface TaskResult {
  /**
   * Why it failed.
   */
  failure: string | null;
  /**
   * Its name.
   */
  name: string;
  /**
   * Its value as a decimal number; text, because numbers above 2^53 do not survive JSON.
   */
  value: string | null;
}
/**
 * Everything one execution left behind.
 */
export interface Trace {
  /**
   * What happened, in order.
   */
  events: Event[];
  /**
   * The lanes, by id.
   */
  lanes: LaneInfo[];
  /**
   * The printed lines, by number.
   */
  lines: string[];
  /**
   * The names of the locks and queues, by id.
   */
  resources: string[];
  /**
   * The fingerprint of the text whose lines the events name; 0 where that is not known. Lines of another version are those of another text.
   */
  source?: number;
  /**
   * The names of the tasks, by id.
   */
  tasks: string[];
  /**
   * From the first to the last instruction of the run, in nanoseconds.
   */
  wall_ns: number;
}
/**
 * One row of the timeline.
 */
export interface LaneInfo {
  /**
   * How far the clock of this lane may be off from `main`'s, in nanoseconds. 0 for lanes that share one clock.
   */
  clock_uncertainty_ns: number;
  /**
   * Events that did not fit into the lane's buffer.
   */
  dropped: number;
  /**
   * Its number; also its index in [`Trace::lanes`].
   */
  id: number;
  /**
   * What it is.
   */
  kind: LaneKind;
  /**
   * Whether it was lost, or never lent: what is known of it is what its parent saw.
   */
  lost?: boolean;
  /**
   * Lines that tasks had printed by the time they ended on this lane, and that were lost with it.
   */
  lost_lines?: number;
  /**
   * Bytes the lane's process used when the run ended, where the host knows. Lanes of one memory share the figure.
   */
  memory_bytes?: number | null;
  /**
   * Its name, as the page and the command line print it.
   */
  name: string;
  /**
   * The operating system's process id, or the number of the worker in a browser.
   */
  process: number | null;
  /**
   * The shortest time in which its process answered at the end of the run, in nanoseconds; absent where it was not asked or did not answer.
   */
  round_trip_ns?: number | null;
  /**
   * Threads of the lane's process, where the host can count them. Lanes of one memory share the figure.
   */
  threads?: number | null;
  /**
   * The worker that has lent the process, where somebody else has to.
   */
  worker?: string | null;
}
/**
 * How a session went that nobody stopped.
 */
export interface SessionSummary {
  /**
   * What ended it.
   */
  end: SessionEnd;
  /**
   * Whether the times were steady when measuring began: see [`crate::statistics::is_warm`].
   */
  steady: boolean;
  /**
   * Rounds before the measured ones.
   */
  warmup_rounds: number;
}
/**
 * A stretch of time in which one lane did one thing.
 */
export interface Span {
  /**
   * What it waited for, where that was one thing.
   */
  awaited?: Awaited | null;
  /**
   * First nanosecond, counted from the beginning of the run.
   */
  from_ns: number;
  /**
   * What it was blocked on, an index into [`Trace::resources`].
   */
  resource: number | null;
  /**
   * What it did.
   */
  state: State;
  /**
   * For which task, if for one.
   */
  task: number | null;
  /**
   * The nanosecond after the last.
   */
  to_ns: number;
}
/**
 * One event, told.
 */
export interface Step {
  /**
   * Where it happened.
   */
  lane: number;
  /**
   * What happened, without a full stop: `thread 2 asks for the GIL; thread 1 holds it`.
   */
  words: string;
}
/**
 * What a sweep found.
 */
export interface Sweep {
  /**
   * By model, Amdahl's law fitted to its speed-ups over worker counts, up to the cores measured and the tasks there are. A law
   * that misses a point by more than its interval is left out; empty when no worker counts were varied.
   */
  amdahl: {
    [k: string]: Amdahl;
  };
  /**
   * What was varied.
   */
  axis: Axis;
  /**
   * One per model.
   */
  curves: Curve[];
  /**
   * What the curves say, in plain sentences.
   */
  insight: string[];
  /**
   * One per value of the axis, in its order; what happened in their lanes is left out.
   */
  reports: Report[];
  /**
   * Always [`SCHEMA`].
   */
  schema: string;
  /**
   * As `amdahl`, the Universal Scalability Law.
   */
  usl: {
    [k: string]: Usl;
  };
  /**
   * What a reader should know before trusting them.
   */
  warnings: Warning[];
}
/**
 * A fit of Amdahl's law: speed-up = 1 / (serial + (1 - serial) / workers).
 */
export interface Amdahl {
  /**
   * How far the medians lie from the curve: root mean square, as a share of the curve.
   */
  error: number;
  /**
   * The share of the work that only one worker can do at a time: 0 to 1.
   */
  serial: Fit;
}
/**
 * One parameter of a law.
 */
export interface Fit {
  /**
   * The 95 % bootstrap interval; absent with too few points. It says how well the value is known if the law holds.
   *
   * @minItems 2
   * @maxItems 2
   */
  ci95: [number, number] | null;
  /**
   * Its value; no unit, at least 0.
   */
  parameter: number;
}
/**
 * What was varied.
 */
export interface Axis {
  /**
   * [`WORKERS`], or the id of a parameter.
   */
  id: string;
  /**
   * As people read them.
   */
  labels: string[];
  /**
   * Its name for people.
   */
  title: string;
  /**
   * Its unit; may be empty.
   */
  unit: string;
  /**
   * The values tried, in order.
   */
  values: Value[];
}
/**
 * One model over the values of the axis.
 */
export interface Curve {
  /**
   * The laws that describe its speed-ups over worker counts, to be drawn; those of [`Sweep::amdahl`] and [`Sweep::usl`].
   */
  laws?: LawCurve[];
  /**
   * The model's id.
   */
  model: string;
  /**
   * One per value of the axis, in its order.
   */
  points: Point[];
  /**
   * The model's name for people.
   */
  title: string;
}
/**
 * A law's curve, from one worker to the most that it was fitted to.
 */
export interface LawCurve {
  /**
   * Which law it is.
   */
  law: Law;
  /**
   * Places on the curve by worker count, near enough to each other for straight lines between them.
   */
  line: LawPoint[];
  /**
   * Its name for people.
   */
  title: string;
}
/**
 * One place on a law's curve.
 */
export interface LawPoint {
  /**
   * The 95 % band around it, by a bootstrap over the rounds; absent with too few. It says how well the curve is known if the law holds.
   *
   * @minItems 2
   * @maxItems 2
   */
  ci95: [number, number] | null;
  /**
   * The speed-up there against one worker.
   */
  speedup: number;
  /**
   * How many workers, at least 1; not only whole ones.
   */
  workers: number;
}
/**
 * One model at one value.
 */
export interface Point {
  /**
   * Its 95 % interval; absent with fewer than three samples.
   *
   * @minItems 2
   * @maxItems 2
   */
  ci95_ms?: [number, number] | null;
  /**
   * Speed-up by worker; absent when no worker counts were varied.
   */
  efficiency: number | null;
  /**
   * What the fitted Universal Scalability Law, or else Amdahl's, says the speed-up is here; absent beyond the cores measured.
   */
  fitted: number | null;
  /**
   * The median time in milliseconds; absent when nothing finished.
   */
  median_ms: number | null;
  /**
   * Over worker counts: against the same model with one worker. Over a parameter: against `sequential` at the same value.
   * Paired by round.
   */
  speedup: Estimate | null;
  /**
   * The value of the axis.
   */
  value: Value;
  /**
   * The same figures as words.
   */
  words: PointWords;
}
/**
 * What is painted of a point; empty where there is nothing to say.
 */
export interface PointWords {
  efficiency: string;
  fitted: string;
  interval: string;
  median: string;
  speedup: string;
  speedup_interval: string;
}
/**
 * A fit of the Universal Scalability Law:
 * speed-up = n / (1 + contention (n - 1) + coherency n (n - 1)) for n workers.
 */
export interface Usl {
  /**
   * What each pair of workers spends on agreeing, as a share of the work.
   */
  coherency: Fit;
  /**
   * What workers wait for one another, as a share of the work.
   */
  contention: Fit;
  /**
   * As [`Amdahl::error`].
   */
  error: number;
}
/**
 * What is to be varied, such as `{"parameter": "n", "values": "1..1000000x10"}`.
 */
export interface Variation {
  /**
   * `workers`, or the id of a parameter of the workload.
   */
  parameter: string;
  /**
   * What it is to be, one after the other.
   */
  values: VariedValues;
}
/**
 * What the page and the command line paint; they only choose places and colours.
 */
export interface View {
  /**
   * What speed-ups are counted against, to stand beside the word: `against Sequential`, or that it would be needed.
   */
  against: string;
  /**
   * What the figures say, in plain sentences.
   */
  insight: string[];
  /**
   * For how long the page's main thread was blocked at the longest, and who noticed; empty where nothing ran in a browser, and before the end.
   */
  main_thread: string;
  /**
   * What models change about the meaning of the program, in plain sentences.
   */
  meaning: string[];
  /**
   * What is published about the same work, whose it is, and why ours differs; empty where nothing is.
   */
  published: string;
  /**
   * One per result, in the order of the report.
   */
  rows: Row[];
  /**
   * How many runs the figures rest on, and why there were no more; empty when nothing finished.
   */
  session: string;
  /**
   * What starting threads took, which no run contains; empty where that is unknown, and when no model had threads.
   */
  starting: string;
  /**
   * One per result that has a trace, in the order of the report.
   */
  timelines: Timeline[];
  /**
   * What a reader should know before trusting the figures.
   */
  warnings: Warning[];
}
/**
 * One model's figures, as words.
 */
export interface Row {
  /**
   * Whether the answer is that of `sequential`: `same`, `same, in part` when something observed differs, `differs`, `failed`, or a
   * dash when nothing finished.
   */
  answer: string;
  /**
   * The 95 % interval, `194 to 198 ms`, or that it was a run to warm up; empty when there is none.
   */
  interval: string;
  /**
   * The median with its unit, `196 ms`; before anything was measured, the time of the run that warmed up; a dash when nothing finished.
   */
  median: string;
  /**
   * The model's id.
   */
  model: string;
  /**
   * What became of what the tasks share: `lost updates 0 to 5 120`; empty when they share nothing.
   */
  observations: string;
  /**
   * Where it ran.
   */
  platform: Platform;
  /**
   * Against `sequential`, `1.94x`; a dash when unknown.
   */
  speedup: string;
  /**
   * The 95 % interval of the speed-up, `1.90 to 1.97`; empty when there is none.
   */
  speedup_interval: string;
  /**
   * Share of each state in the lanes' time, largest first: `running 96 %, starting 4 %`.
   */
  states: string;
  /**
   * The model's name for people; where the report is of several places, also the place.
   */
  title: string;
  /**
   * What may be said of the speed-up: `faster`, `slower`, `no difference` or `cannot tell`; empty for `sequential`, and where there is
   * none.
   */
  verdict: string;
}
/**
 * One execution, lane by lane.
 */
export interface Timeline {
  /**
   * What one lane caused on another.
   */
  arrows: ArrowColumns;
  /**
   * The moments from which nobody, or nobody of a circle, could go on.
   */
  dead_ends: DeadEnd[];
  /**
   * Events that did not fit into the buffers.
   */
  dropped: number;
  /**
   * How the global interpreter lock was used; none where there was none.
   */
  gil: GilUse | null;
  /**
   * Its lanes, `main` first.
   */
  lanes: LaneSpans[];
  /**
   * The model's id.
   */
  model: string;
  /**
   * The printed lines, in order.
   */
  output: OutputLine[];
  /**
   * What, had it been shorter, would have ended the run earlier.
   */
  path: CriticalPath;
  /**
   * Where it ran; unknown of what another program recorded.
   */
  platform: Platform | null;
  /**
   * Every process there was, the parent first.
   */
  processes: ProcessLine[];
  /**
   * The names of locks and queues, by id.
   */
  resources: string[];
  /**
   * The rows of its picture in the order in which they were finished, of a workload that computes one.
   */
  strokes: Stroke[];
  /**
   * The names of the tasks, by id.
   */
  tasks: string[];
  /**
   * The model's name for people; where the report is of several places, also the place.
   */
  title: string;
  /**
   * What the tasks did, on lanes where several were under way at the same time.
   */
  tracks: TaskRows;
  /**
   * How many lanes computed at once, over the time of the run.
   */
  usage: Usage;
  /**
   * Why waits lasted as long as they did.
   */
  waits: Waits;
  /**
   * How long it took in nanoseconds.
   */
  wall_ns: number;
}
/**
 * Arrows as columns, in the order of time of their effects.
 */
export interface ArrowColumns {
  /**
   * Everything that an arrow stands for, once.
   */
  labels: ArrowLabel[];
  /**
   * The lane of each arrow's cause and that of its effect, by turns: 16-bit numbers.
   */
  lanes: Bytes;
  /**
   * The moment of each arrow's cause and that of its effect, by turns: 64-bit floating-point numbers.
   */
  times: Bytes;
  /**
   * The place of each arrow's label: 32-bit numbers.
   */
  which: Bytes;
}
/**
 * What an arrow stands for, and its name.
 */
export interface ArrowLabel {
  kind: ArrowKind;
  name: string;
}
/**
 * A moment from which nobody, or nobody of a circle of tasks, could go on.
 */
export interface DeadEnd {
  /**
   * When, in nanoseconds since the run began.
   */
  at_ns: number;
  /**
   * Whether tasks waited for one another in a circle.
   */
  circle: boolean;
  /**
   * Where it was told.
   */
  lane: number;
  /**
   * What had come about, as a sentence.
   */
  words: string;
}
/**
 * The lock in one run.
 */
export interface GilUse {
  /**
   * What is to be known in figures, each with its name.
   */
  facts: GilFact[];
  /**
   * How many slices were how long, from short to long. The lengths are the same for every run, three for each power of ten from a
   * microsecond on, after all that is shorter; those that no slice had are among them.
   */
  slices: SliceBin[];
}
/**
 * One lane and all its spans.
 */
export interface LaneSpans {
  /**
   * Its number.
   */
  id: number;
  /**
   * What it is.
   */
  kind: LaneKind;
  /**
   * Its name.
   */
  name: string;
  /**
   * The operating system's process id, or the number of the worker in a browser.
   */
  process: number | null;
  /**
   * What it did, in order; together they cover the run.
   */
  spans: SpanColumns;
}
/**
 * The spans of one row, in order and without overlap.
 */
export interface SpanColumns {
  /**
   * 0 or, where it waits for one thing, 1 and the place of that in [`super::span::Awaited`]: bytes.
   */
  awaited: Bytes;
  /**
   * How many spans lie between two running totals.
   */
  block: number;
  /**
   * The resource of each span, or the largest 32-bit number.
   */
  resources: Bytes;
  /**
   * The place of each span's state in [`State::ALL`]: bytes.
   */
  states: Bytes;
  /**
   * The task of each span, or the largest 32-bit number.
   */
  tasks: Bytes;
  /**
   * The first nanosecond of each span and the one after its last, by turns: 64-bit floating-point numbers.
   */
  times: Bytes;
  /**
   * Before each block, and after the last: how many nanoseconds the row was in each state until then: 64-bit floating-point numbers, one for each
   * of [`State::ALL`].
   */
  totals: Bytes;
}
/**
 * The way from the beginning of a run to its end.
 */
export interface CriticalPath {
  /**
   * What it costs, in the order of [`Cost::ALL`], without what costs nothing; it adds up to the time of the run.
   */
  costs: PathCost[];
  /**
   * Its pieces, from the first moment of the run to the last, without gap or overlap.
   */
  pieces: PathColumns;
  /**
   * What it consists of, the largest share first: `computing 71 %, waiting for the GIL 20 %, starting 9 %`; empty where nothing is known.
   */
  words: string;
}
/**
 * One sum of the costs.
 */
export interface PathCost {
  /**
   * What the time was spent on.
   */
  cost: Cost;
  /**
   * Nanoseconds.
   */
  ns: number;
  /**
   * The same in words: `compute 139 ms`.
   */
  words: string;
}
/**
 * The pieces of a way as columns.
 */
export interface PathColumns {
  /**
   * The lane of each piece: 16-bit numbers.
   */
  lanes: Bytes;
  /**
   * The first nanosecond of each piece and the one after its last, by turns: 64-bit floating-point numbers.
   */
  times: Bytes;
}
/**
 * One process, as a task manager lists it.
 */
export interface ProcessLine {
  /**
   * Its share of the processor over the run, by what its lanes computed: `94.2 %` of one core; a dash of a run without length.
   */
  cpu: string;
  /**
   * The operating system's id, or the number of the worker in a browser.
   */
  id: number;
  /**
   * The same in hundredths of a core, in a window of a twentieth of the run that ends with each of the pieces of [`Usage::computing`].
   */
  load: number[];
  /**
   * What it used when the run ended, `4.9 MiB`; a dash where the host does not know.
   */
  memory: string;
  /**
   * Its name.
   */
  name: string;
  /**
   * What lay between it and its parent, where a worker has lent it: `round trip 0.31 ms, clock aligned to within ±0.15 ms, 1.2 KiB
   * sent, 80 KiB received`; empty of all others.
   */
  network?: string;
  /**
   * The id of the process that started it; none for the first.
   */
  parent: number | null;
  /**
   * Threads of this process, those of its host included; where the host cannot count them, one for each of its lanes.
   */
  threads: number;
}
/**
 * A row of a picture, finished.
 */
export interface Stroke {
  /**
   * When it was finished, in nanoseconds since the run began.
   */
  at_ns: number;
  /**
   * The lane that computed it.
   */
  lane: number;
  /**
   * Which row, counted from 0.
   */
  row: number;
  /**
   * The colour of that lane, from 1.
   */
  tint: number;
}
/**
 * The rows of all lanes that have some, by lane.
 */
export interface TaskRows {
  /**
   * At most one for each lane.
   */
  crowds: Crowd[];
  rows: TaskRow[];
}
/**
 * Tasks that were under way at the same time as those with a row.
 */
export interface Crowd {
  /**
   * How many moments lie between two running totals.
   */
  block: number;
  /**
   * From each of these moments on, how many tasks are in each of [`State::ALL`]: 32-bit numbers.
   */
  counts: Bytes;
  lane: number;
  /**
   * How many rows they would need.
   */
  rows: number;
  /**
   * How many they are.
   */
  tasks: number;
  /**
   * The moments at which something changes: 64-bit floating-point numbers.
   */
  times: Bytes;
  /**
   * Before each block, and after the last: how many nanoseconds all of them together were in each state until then, as those of spans.
   */
  totals: Bytes;
}
/**
 * Tasks of one lane, one after the other.
 */
export interface TaskRow {
  lane: number;
  /**
   * What they did; nothing where none was under way.
   */
  spans: SpanColumns;
  /**
   * The task, if it is one alone.
   */
  task: number | null;
  /**
   * How many tasks took the row.
   */
  tasks: number;
}
/**
 * How many lanes computed at once.
 */
export interface Usage {
  /**
   * Lanes that computed at once, on average over each piece of the run's time, to a hundredth. The pieces are equally long, but for the last
   * one, which ends with the run; there are none where the run took no time.
   */
  computing: number[];
  /**
   * The same in words: `on average 1.93 lanes, 2.00 in the busiest 1.17 ms`; empty where there are no pieces.
   */
  words: string;
}
/**
 * The waits of a run.
 */
export interface Waits {
  /**
   * The longest ones, by their places among those told, longest first. To wait for the other lanes to end, and to start, does not count.
   */
  longest: number[];
  /**
   * By lane and beginning; of very many, only the longest.
   */
  told: Wait[];
}
/**
 * A span in which somebody waited.
 */
export interface Wait {
  /**
   * First nanosecond, counted from the beginning of the run.
   */
  from_ns: number;
  /**
   * The lane.
   */
  lane: number;
  /**
   * Whether it is a span of a task's own row, because tasks share the lane.
   */
  of_task: boolean;
  /**
   * The task, if one is concerned.
   */
  task: number | null;
  /**
   * The nanosecond after the last.
   */
  to_ns: number;
  /**
   * Why, without a full stop: `waited 5.10 ms for the GIL; asked for it at 12.300 ms; thread 1 gave it up at 17.400 ms`.
   */
  words: string;
}
