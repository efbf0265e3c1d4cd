// What is looked at on the timeline, as part of the address: stretches of time, the selected span, the model in focus. Pure.
import type { TimeRange } from './timeline/viewport.ts';

/** A span by the name of its group on the timeline, its row there, and its place in that row. */
export interface NamedSpan {
  group: string;
  row: number;
  span: number;
}

/** `null` where nothing was chosen. Times are whole nanoseconds on the axis. */
export interface Look {
  /** The group of the model in focus. */
  focus: string | null;
  /** The task by which the timelines are aligned. */
  task: string | null;
  /** What is zoomed to. */
  range: TimeRange | null;
  /** What is measured. */
  measured: TimeRange | null;
  /** What the details are about. */
  span: NamedSpan | null;
}

export const USUAL_LOOK: Look = { focus: null, task: null, range: null, measured: null, span: null };

export const LOOK_KEYS = ['focus', 'aligned', 'range', 'measured', 'span'];

/** The keys and values of what was chosen. */
export function lookEntries({ focus, task, range, measured, span }: Look): [string, string][] {
  const entries: [string, string | null][] = [
    ['focus', focus],
    ['aligned', task],
    ['range', range && stretch(range)],
    ['measured', measured && stretch(measured)],
    ['span', span && `${span.group}.${span.row}.${span.span}`],
  ];
  return entries.flatMap(([key, value]) => (value === null ? [] : [[key, value]]));
}

/** What is no value is left out, as an unknown tab is. */
export function readLook(query: URLSearchParams): Look {
  return {
    focus: query.get('focus') || null,
    task: query.get('aligned') || null,
    range: readStretch(query.get('range')),
    measured: readStretch(query.get('measured')),
    span: readSpan(query.get('span')),
  };
}

const stretch = ({ from, to }: TimeRange) => `${Math.round(from)}..${Math.round(to)}`;

function readStretch(text: string | null): TimeRange | null {
  const [, from, to] = /^(\d{1,15})\.\.(\d{1,15})$/.exec(text ?? '') ?? [];
  const range = { from: Number(from), to: Number(to) };
  return range.from < range.to ? range : null;
}

function readSpan(text: string | null): NamedSpan | null {
  const [, group, row, span] = /^(.+)\.(\d{1,9})\.(\d{1,9})$/.exec(text ?? '') ?? [];
  return group ? { group, row: Number(row), span: Number(span) } : null;
}
