// Every key of the page, for the dialog that lists them.

export interface KeyGroup {
  title: string;
  keys: { keys: string[]; what: string }[];
}

export const KEYS: KeyGroup[] = [
  {
    title: 'On the timeline',
    keys: [
      { keys: ['←', '→'], what: 'the span before, the span after' },
      { keys: ['↑', '↓'], what: 'the row above, the row below' },
      { keys: ['Shift + ←', 'Shift + →'], what: 'measure on, span by span' },
      { keys: ['W', 'S'], what: 'zoom in, zoom out' },
      { keys: ['A', 'D'], what: 'earlier, later' },
      { keys: ['F'], what: 'fit what is measured, or selected, into the view' },
      { keys: ['0'], what: 'show all of the time' },
      { keys: ['/'], what: 'find a task, a lane or a printed line' },
      { keys: ['M'], what: 'put the model in focus, or show all models' },
      { keys: ['C'], what: 'light the critical path of each model, or put it out' },
      { keys: ['X'], what: 'the next deadlock' },
      { keys: ['Esc'], what: 'close the details, then leave the focus' },
    ],
  },
  {
    title: 'Replay, on the timeline',
    keys: [
      { keys: ['Space'], what: 'play, pause' },
      { keys: [',', '.'], what: 'one event back, one event on' },
      { keys: ['Shift + ,', 'Shift + .'], what: 'ten events back, ten events on' },
      { keys: ['Home', 'End'], what: 'before the first event; to the end, where all is shown' },
    ],
  },
  {
    title: 'By mouse or touch',
    keys: [
      { keys: ['Click'], what: 'details of a span; on a name, put the model in focus; on a figure, copy it' },
      { keys: ['Drag'], what: 'move in time' },
      { keys: ['Shift + drag'], what: 'measure; on touch, press Measure first' },
      { keys: ['Ctrl + wheel', 'Pinch'], what: 'zoom' },
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      { keys: ['?'], what: 'this list' },
      { keys: ['Ctrl + Enter'], what: 'run what the form says' },
      { keys: ['Tab'], what: 'to the next field, button or table' },
      { keys: ['←', '→'], what: 'in a list of tabs, the next tab; among figures, the next figure' },
      { keys: ['Enter'], what: 'on a figure, copy it with its unit and conditions' },
      { keys: ['Esc'], what: 'close whatever lies above the page' },
    ],
  },
];

/** Whether a key is part of a text; the editor of scenarios stands in a shadow root. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
