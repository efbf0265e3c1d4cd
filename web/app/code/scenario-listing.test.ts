// A scenario's listing is its very text, and each line belongs to the task that it is written in.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fingerprint, lineOf } from './lit.ts';
import { scenarioListing } from './scenario-listing.ts';

const PATH = 'core/src/scenario/builtin/deadlock.toml';
const TEXT = readFileSync(PATH, 'utf8');

test('the pieces of all lines put together are the scenario’s text, and core knows it by its fingerprint', () => {
  const { program, file } = scenarioListing(TEXT, PATH);
  const lines = program[0]?.lines.map(line => line?.tokens.map(token => token.text).join(''));
  expect(`${lines?.join('\n')}\n`).toBe(TEXT);
  expect(file?.fingerprint).toBe(fingerprint(TEXT));
  const step = program[0]?.lines.find(line => line?.tokens.some(token => token.text === '"paper"' && token.class === 'string'));
  expect(step?.tokens.find(token => token.class === 'keyword')?.text).toBe('locks');
});

test('a task that begins stands on its heading, and a step on its own line', () => {
  const functions = scenarioListing(TEXT, PATH).file?.functions ?? [];
  const at = (words: string) => TEXT.split('\n').findIndex(line => line.includes(words)) + 1;
  const painter = at('name = "painter"');
  expect(lineOf({ lane: 1, line: painter + 3, inFunction: true }, functions)).toBe(painter - 1);
  expect(lineOf({ lane: 1, line: painter + 3, inFunction: false }, functions)).toBe(painter + 3);
  const listed = 'task = [{ name = "a", steps = [\n  { wait = 1 },\n] }]\n';
  expect(lineOf({ lane: 1, line: 2, inFunction: true }, scenarioListing(listed, '').file?.functions ?? [])).toBe(2);
});
