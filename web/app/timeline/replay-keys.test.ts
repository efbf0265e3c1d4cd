// Which key means what for the replay, on several keyboards.
import { expect, test } from 'vitest';
import { replayCommand } from './replay-keys.ts';

const key = (key: string, code = '', shiftKey = false) => ({ key, code, shiftKey });

test('comma and full stop step, with Shift by ten on any keyboard', () => {
  expect(replayCommand(key(',', 'Comma'), false)).toEqual({ by: -1 });
  expect(replayCommand(key('.', 'Period'), true)).toEqual({ by: 1 });
  expect(replayCommand(key('<', 'Comma', true), true)).toEqual({ by: -10 });
  expect(replayCommand(key(':', 'Period', true), true)).toEqual({ by: 10 });
});

test('space, Home and End are the timeline\u2019s only while it has the focus', () => {
  for (const [pressed, command] of [
    [' ', 'toggle'],
    ['Home', 'beginning'],
    ['End', 'end'],
  ] as const) {
    expect(replayCommand(key(pressed), true)).toBe(command);
    expect(replayCommand(key(pressed), false)).toBe(null);
  }
  expect(replayCommand(key('w'), true)).toBe(null);
});
