// During a replay: on which lines of the program the lanes of the model are that is read about.
import { effect, signal } from '@preact/signals';
import { executionOf } from '../execution.ts';
import { momentsOf, played, playhead } from '../replay.ts';
import { alignment, engine, type ShownTimeline, tab, timelines } from '../state.ts';
import { laneNow } from '../timeline/lane-now.ts';
import { positionAt } from '../timeline/replay.ts';
import { codeModel } from './choice.ts';
import { type Standing, standingsAt, type Track, trackOf } from './lit.ts';

/** A lane at a line, and what it does there. */
interface LaneAt extends Standing {
  words: string;
}

interface Current {
  /** The fingerprint of the program's text that the lines are those of; 0 where the recording does not say. */
  source: number;
  lanes: LaneAt[];
}

/** `null` while nothing of the model is replayed. */
export const current = signal<Current | null>(null);

const tracks = new WeakMap<ShownTimeline, Promise<Track>>();

function trackIn(timeline: ShownTimeline): Promise<Track> {
  const execution = executionOf(timeline);
  const ask = async () => trackOf((execution && (await engine.value?.standings(execution).catch(() => null))) ?? []);
  const known = tracks.get(timeline) ?? ask();
  tracks.set(timeline, known);
  return known;
}

/** The timeline that is replayed of this model; of several the first that says where its lanes are. */
async function replayedOf(model: string): Promise<{ place: number; track: Track } | null> {
  const places = played.value.filter(place => timelines.value[place]?.model === model);
  const found = await Promise.all(
    places.map(async place => ({ place, track: await trackIn(timelines.value[place] as ShownTimeline) })),
  );
  return found.find(({ track }) => track.source !== 0) ?? found[0] ?? null;
}

let asked = 0;

async function look(model: string): Promise<void> {
  const own = ++asked;
  const [found, now] = [await replayedOf(model), playhead.value];
  const timeline = found && timelines.value[found.place];
  const moments = timeline && (await momentsOf(timeline));
  if (own !== asked) return;
  if (!found || !timeline || !moments || !now) {
    current.value = null;
    return;
  }
  const begins_ns = alignment.value.begins_ns[found.place] ?? 0;
  const done =
    now.done?.[played.value.indexOf(found.place)] ?? (positionAt([{ begins_ns, moments }], now.at_ns).done[0] as number);
  const lanes = standingsAt(found.track, done).map(standing => {
    const lane = timeline.lanes.find(({ id }) => id === standing.lane);
    const state = lane && laneNow(lane, timeline.tasks, now.at_ns - begins_ns);
    // Of which task, the line says.
    return { ...standing, words: lane ? `${lane.name}: ${state?.split(':')[0]}` : '' };
  });
  const next = { source: found.track.source, lanes };
  // A frame in which no lane goes on paints nothing.
  if (JSON.stringify(next) !== JSON.stringify(current.value)) current.value = next;
}

effect(() => {
  const model = codeModel.value;
  void [played.value, alignment.value];
  if (tab.value === 'code' && playhead.value) void look(model);
  else {
    asked++;
    current.value = null;
  }
});
