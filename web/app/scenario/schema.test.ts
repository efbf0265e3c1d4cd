// The JSON Schema that editors of TOML read: what core reads is valid, and what core refuses for its form is not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';

const FOLDER = 'core/src/scenario';
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync('schema/scenario.json', 'utf8')));
const isValid = (text: string) => validate(parse(text));

describe('the JSON Schema of scenarios', () => {
  const texts = ['fresh.toml', ...readdirSync(join(FOLDER, 'builtin')).map(name => join('builtin', name))];

  it.each(texts)('%s is valid', name => {
    isValid(readFileSync(join(FOLDER, name), 'utf8'));
    expect(validate.errors).toBeNull();
  });

  it('the example of the README, which shows every kind of shared thing, is valid', () => {
    const example = /```toml\n(title[^`]+)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    isValid(example);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['no tasks', 'title = "x"'],
    ['an unknown key', 'tasks = []'],
    ['a task without a name', '[[task]]\nsteps = []'],
    ['an unknown step', '[[task]]\nname = "a"\nsteps = [{ wiat = 1 }]'],
    ['two steps in one', '[[task]]\nname = "a"\nsteps = [{ wait = 1, cpu = 1 }]'],
    ['a number that is too large', '[[task]]\nname = "a"\nsteps = [{ wait = 60_001 }]'],
    ['a key that the step does not have', '[[task]]\nname = "a"\nsteps = [{ add = "x", plus = 1 }]'],
    ['a repeat without steps', '[[task]]\nname = "a"\nsteps = [{ repeat = 2 }]'],
    ['a mistake within a repeat', '[[task]]\nname = "a"\nsteps = [{ repeat = 2, steps = [{ wait = 0 }] }]'],
    ['an empty text', '[[task]]\nname = ""\nsteps = []'],
    ['a queue without room', 'queues = { q = 0 }\n[[task]]\nname = "a"\nsteps = []'],
  ])('%s is not valid', (_, text) => expect(isValid(text)).toBe(false));
});
