// The list of the visitor's own scenarios: names, bounds, and what a browser may have kept.
import { describe, expect, it } from 'vitest';
import {
  added,
  fileName,
  freeName,
  type Kept,
  LONGEST_NAME,
  MOST,
  nameOfFile,
  parse,
  renamed,
  without,
  withText,
} from './kept.ts';

const one = (name: string, text = ''): Kept => ({ name, text, from: null, named: false });

describe('the list of kept scenarios', () => {
  it('comes back as it was kept', () => {
    const kept = [one('a', 'text'), { ...one('b'), from: 'deadlock', named: true }];
    expect(parse(JSON.stringify(kept))).toEqual(kept);
  });

  it('is empty where the browser kept nothing, and leaves out what is none', () => {
    expect(parse(null)).toEqual([]);
    expect(parse('[{"name":')).toEqual([]);
    expect(parse('{"name": "a"}')).toEqual([]);
    expect(parse(JSON.stringify([one('a'), { name: 'b' }, null, 3, { ...one('c'), text: 7 }]))).toEqual([one('a')]);
    expect(parse(JSON.stringify(Array.from({ length: 2 * MOST }, (_, i) => one(`${i}`))))).toHaveLength(MOST);
  });

  it('has no two of one name', () => {
    const kept = [one('Deadlock'), one('Deadlock 2')];
    expect(freeName(kept, 'Deadlock')).toBe('Deadlock 3');
    expect(freeName(kept, ' Convoy ')).toBe('Convoy');
    expect(freeName(kept, ' ')).toBe('Scenario');
    expect(renamed(kept, 'Deadlock', 'Deadlock 2')).toEqual({ refused: 'There is another scenario called “Deadlock 2”.' });
  });

  it('takes a name only if it is one', () => {
    const kept = [one('a')];
    expect(renamed(kept, 'a', ' b ')).toEqual({ kept: [{ ...one('b'), named: true }], name: 'b' });
    expect(renamed(kept, 'a', 'a')).toEqual({ kept: [{ ...one('a'), named: true }], name: 'a' });
    expect(renamed(kept, 'a', '  ')).toEqual({ refused: 'A scenario needs a name.' });
    expect(renamed(kept, 'a', 'x'.repeat(LONGEST_NAME + 1))).toHaveProperty('refused');
  });

  it('has room for so many and no more', () => {
    const full = Array.from({ length: MOST }, (_, i) => one(`${i}`));
    expect(added(full.slice(1), one('new'))).toEqual({ kept: [...full.slice(1), one('new')] });
    expect(added(full, one('new'))).toHaveProperty('refused');
  });

  it('changes the text of one, or loses one, and leaves the others alone', () => {
    const kept = [one('a', '1'), one('b', '2')];
    expect(withText(kept, 'b', '3')).toEqual([one('a', '1'), one('b', '3')]);
    expect(without(kept, 'a')).toEqual([one('b', '2')]);
  });
});

it('a file is called after its scenario, and a scenario after its file', () => {
  expect(fileName('Zwei Küchen (changed)')).toBe('zwei-kuchen-changed.toml');
  expect(fileName('…')).toBe('scenario.toml');
  expect(nameOfFile('two-cooks.TOML')).toBe('two-cooks');
});
