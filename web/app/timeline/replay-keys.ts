// The replay by keyboard: which key means what, wherever in the timeline's section it is pressed. Pure.

export type ReplayCommand = 'toggle' | 'beginning' | 'end' | { by: number };

/** What Shift makes of a step. */
const MANY = 10;

interface Key {
  key: string;
  code: string;
  shiftKey: boolean;
}

/** `onTimeline`: whether the timeline itself has the focus; buttons, lists and sliders have their own meaning for some keys. */
export function replayCommand({ key, code, shiftKey }: Key, onTimeline: boolean): ReplayCommand | null {
  if (!shiftKey && (key === ',' || key === '.')) return { by: key === ',' ? -1 : 1 };
  // With Shift, what these keys type depends on the keyboard.
  if (shiftKey && (code === 'Comma' || key === '<')) return { by: -MANY };
  if (shiftKey && (code === 'Period' || key === '>')) return { by: MANY };
  if (!onTimeline || shiftKey) return null;
  if (key === ' ') return 'toggle';
  if (key === 'Home') return 'beginning';
  return key === 'End' ? 'end' : null;
}
