// The replay of what is shown: its state, and what moves it. It plays what was recorded, over all models at once or over the one in focus.
import { computed, effect, signal, untracked } from '@preact/signals';
import { executionOf } from './execution.ts';
import { exact, moment } from './format.ts';
import { scene } from './scene.ts';
import {
  alignment,
  chosenModels,
  end_ns,
  engine,
  measured,
  running,
  type ShownTimeline,
  timelines,
  visibleRange,
  zoomedRange,
} from './state.ts';
import { advanced, lastOf, type Position, positionAt, type Reel, rateOf, type Speed, stepped } from './timeline/replay.ts';
import { revealing, type TimeRange } from './timeline/viewport.ts';

/** The playhead on the axis, and how many events it has passed where somebody has counted; `null` while all is shown as usual. */
export const playhead = signal<{ at_ns: number; done: number[] | null } | null>(null);
export const playing = signal(false);
export const speed = signal<Speed>('fit');
/** Whether it begins again: with what is measured, or else with what is in view. */
export const loops = signal(false);
/** The last event, told: on which lane of which timeline, and in a sentence. */
export const told = signal<{ words: string; timeline: number; lane: number } | null>(null);
/** What a screen reader hears of the replay. */
export const heard = signal('');

const slow = matchMedia('(prefers-reduced-motion: reduce)');
/** Whether the visitor wants nothing to move: then there are steps only. */
export const stepsOnly = signal(slow.matches);
slow.addEventListener('change', () => {
  stepsOnly.value = slow.matches;
});

/** The timeline of the model in focus, if there is one. */
const alone = computed<number | null>(() => {
  const { focused } = chosenModels.value;
  return focused === null ? null : (scene.value.groups.find(({ id }) => id === focused)?.timeline ?? null);
});

/** The places of the timelines that are played: of the model in focus, or all. */
export const played = computed<number[]>(() => (alone.value === null ? timelines.value.map((_, place) => place) : [alone.value]));

/** The name of the model that is played alone; `null` when all are. */
export const soloist = computed(() => {
  const timeline = alone.value === null ? undefined : timelines.value[alone.value];
  return timelines.value.length > 1 ? (timeline?.title ?? null) : null;
});

/** From the first beginning to the last end of what is played, on the axis. */
export const playedRange = computed<TimeRange>(() => {
  const [only, ...others] = played.value;
  const timeline = only === undefined || others.length > 0 ? undefined : timelines.value[only];
  if (!timeline) return { from: 0, to: end_ns.value };
  const from = alignment.value.begins_ns[only as number] ?? 0;
  return { from, to: from + timeline.wall_ns };
});

/** What is played when Play is pressed. */
export const stretch = computed<TimeRange>(() => {
  const whole = playedRange.value;
  const chosen = loops.value ? (measured.value ?? zoomedRange.value) : null;
  if (!chosen) return whole;
  const part = { from: Math.max(whole.from, chosen.from), to: Math.min(whole.to, chosen.to) };
  return part.from < part.to ? part : whole;
});

/** The moment that a timeline has come to, in its own time; `null` where all of it is shown. */
export function reachedBy(timeline: ShownTimeline): number | null {
  const now = playhead.value;
  const place = now ? timelines.value.indexOf(timeline) : -1;
  return now && played.value.includes(place) ? now.at_ns - (alignment.value.begins_ns[place] ?? 0) : null;
}

export function togglePlay(): void {
  if (playing.value) pause();
  else play();
}

/** From the playhead on; from the beginning, if all is shown. */
export function play(): void {
  if (stepsOnly.value || running.value || timelines.value.length === 0) return;
  playhead.value ??= { at_ns: stretch.value.from, done: null };
  playing.value = true;
  told.value = null;
  heard.value = 'Playing.';
  let before = performance.now();
  let toldAt = before;
  const frame = (now: number) => {
    const at = playhead.value;
    if (!playing.value || !at) return;
    const by_ns = Math.min(now - before, LONGEST_FRAME_MS) * rateOf(speed.value, stretch.value.to - stretch.value.from);
    before = now;
    const next = advanced(at.at_ns, Math.max(0, by_ns), stretch.value, loops.value);
    if (next === null) return leave('The end.');
    playhead.value = { at_ns: next, done: null };
    follow(next);
    if (now - toldAt > TOLD_EVERY_MS) {
      toldAt = now;
      void tell();
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** A frame that comes later than this comes after the page was hidden, or busy: the replay goes on from where it was. */
const LONGEST_FRAME_MS = 200;
/** While it plays, a sentence stays so long: time to see where it belongs, if not to read it. */
const TOLD_EVERY_MS = 400;
/** When the playhead leaves the view, the view turns to where it is, with room for this share of it ahead. */
const AHEAD = 0.9;

function follow(at_ns: number): void {
  const { from, to } = visibleRange.value;
  if (zoomedRange.value && (at_ns < from || at_ns > to))
    zoomedRange.value = revealing({ from, to }, at_ns, at_ns + AHEAD * (to - from), end_ns.value);
}

export function pause(): void {
  if (!playing.value) return;
  playing.value = false;
  void tell(() => `Paused at ${exact(Math.round(playhead.value?.at_ns ?? 0))}.`);
}

/** So many events on, or with a negative number back; from the end, if all is shown. */
export async function step(by: number): Promise<void> {
  if (running.value || timelines.value.length === 0) return;
  playing.value = false;
  const reels = await currentReels();
  if (!reels) return;
  if (reels.every(({ moments }) => moments.length === 0)) return void tell(words => words);
  const from = playhead.value ?? { at_ns: by > 0 ? 0 : Number.POSITIVE_INFINITY, done: by > 0 ? reels.map(() => 0) : null };
  moveTo(stepped(reels, counted(reels, from), by));
}

/** To a moment on the axis. */
export function seek(at_ns: number): void {
  playing.value = false;
  playhead.value = { at_ns, done: null };
  void tell();
}

/** Before the first event. */
export function toBeginning(): void {
  if (running.value || timelines.value.length === 0) return;
  playing.value = false;
  moveTo({ at_ns: playedRange.value.from, done: played.value.map(() => 0) });
}

/** To the end, where everything is shown as if there were no replay. */
export function leave(words = ''): void {
  playing.value = false;
  playhead.value = told.value = null;
  heard.value = words;
}

function moveTo(position: Position): void {
  playhead.value = position;
  follow(position.at_ns);
  void tell(words => words);
}

function counted(reels: Reel[], { at_ns, done }: NonNullable<typeof playhead.value>): Position {
  return done ? { at_ns, done } : positionAt(reels, at_ns);
}

let asked = 0;

/** Tells the last event before the playhead; whoever steps also hears it. Only the answer to the latest question counts. */
async function tell(said: (words: string) => string = () => ''): Promise<void> {
  const own = ++asked;
  const [reels, at] = [await currentReels(), playhead.value];
  if (!reels || !at || own !== asked) return;
  const { done } = counted(reels, at);
  const reel = lastOf(reels, done);
  const place = played.value[reel] ?? -1;
  const timeline = timelines.value[place];
  const found = timeline && (await stepOf(timeline, (done[reel] as number) - 1));
  if (own !== asked || !playhead.value) return;
  const event_ns = reels[reel]?.moments[(done[reel] ?? 0) - 1] ?? 0;
  const words = found && timeline ? sentence(timeline, event_ns, found.words) : nothingYet(reels);
  told.value = { words, timeline: place, lane: found?.lane ?? -1 };
  heard.value = said(words);
}

function sentence({ title }: ShownTimeline, event_ns: number, words: string): string {
  const when = moment(event_ns);
  return `${timelines.value.length > 1 ? `${title}, ${when}` : when}: ${words}.`;
}

function nothingYet(reels: Reel[]): string {
  const known = reels.some(({ moments }) => moments.length > 0);
  return known ? 'The beginning: nothing has happened yet.' : 'Of this recording no events are kept, and so there are no steps.';
}

const moments = new WeakMap<ShownTimeline, Promise<ArrayLike<number>>>();

/** The events of what is played, asked for once; `null` when something else is shown meanwhile. */
async function currentReels(): Promise<Reel[] | null> {
  const [shown, places, { begins_ns }] = [timelines.value, played.value, alignment.value];
  const reels = await Promise.all(
    places.map(async (place): Promise<Reel> => {
      return { begins_ns: begins_ns[place] ?? 0, moments: await momentsOf(shown[place] as ShownTimeline) };
    }),
  );
  return timelines.value === shown && played.value === places ? reels : null;
}

/** When each event of a timeline happened; asked for once. */
export function momentsOf(timeline: ShownTimeline): Promise<ArrayLike<number>> {
  const execution = executionOf(timeline);
  const ask = async () => (execution && (await engine.value?.moments(execution).catch(() => null))) ?? [];
  const known = moments.get(timeline) ?? ask();
  moments.set(timeline, known);
  return known;
}

function stepOf(timeline: ShownTimeline, place: number) {
  const execution = executionOf(timeline);
  return execution && engine.value?.step(execution, place).catch(() => null);
}

// What is shown has changed: nothing of it is replayed any more.
effect(() => {
  void [timelines.value, alignment.value, running.value];
  untracked(() => leave());
});
// Other models are played: their events are others, the moment stays.
effect(() => {
  void played.value;
  untracked(() => {
    const now = playhead.value;
    pause();
    told.value = null;
    if (now) playhead.value = { at_ns: now.at_ns, done: null };
  });
});
