// How the engine, which keeps the events, calls the execution that a timeline shows.
import type { Execution } from '../workers/protocol.ts';
import { type ShownTimeline, sources } from './state.ts';

/** `null` of what another program recorded, and while a run goes on. */
export function executionOf(timeline: ShownTimeline): Execution | null {
  const source = sources.value.find(one => one.timelines.includes(timeline));
  const { model, platform } = timeline;
  if (!source || source.id === null || platform === null) return null;
  const alike = source.timelines.filter(one => one.model === model && one.platform === platform);
  return { report: source.id, model, platform, place: alike.indexOf(timeline) };
}
