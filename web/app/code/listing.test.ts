// What is shown of the project's own programs, from its very files: each is there, and marks mark what they are to mark.
import { expect, test } from 'vitest';
import { itemsOf, reachable } from './items.ts';
import { type Listing, listing } from './listing.ts';
import { differing, marksOf } from './marks.ts';
import { parse } from './parse.ts';
import { textOf } from './texts.ts';
import { WAYS } from './ways.ts';

const textOfLines = (pieces: Listing['runs']) =>
  pieces.flatMap(({ lines }) =>
    lines.flatMap(line => (line ? [{ ...line, text: line.tokens.map(({ text }) => text).join('') }] : [])),
  );
const marked = ({ program }: Listing) => textOfLines(program).filter(({ differs }) => differs);

test('whatever runs the tasks is found by its first words, each once', async () => {
  for (const [language, ways] of Object.entries(WAYS))
    for (const way of Object.values(ways))
      for (const { path, heads } of 'runs' in way ? way.runs : []) {
        const text = await textOf(path);
        const items = itemsOf(parse(text, language as keyof typeof WAYS).tree, text);
        for (const begin of heads ?? [])
          expect(
            items.filter(({ head }) => head.startsWith(begin)).map(({ head }) => head),
            `${path}: ${begin}`,
          ).toHaveLength(1);
      }
});

test('a function brings what it calls and what that needs, with the comments above, and nothing else', () => {
  const text =
    'import math\nimport sys\n\n# How many.\nN = 3\n\ndef run():\n    return helper(N)\n\ndef helper(n):\n    return math.sqrt(n)\n\ndef other():\n    sys.exit()\n';
  const lines = reachable(itemsOf(parse(text, 'python').tree, text), ['run']).map(({ from, to }) => [from, to]);
  expect(lines).toEqual([
    [1, 1],
    [4, 5],
    [7, 8],
    [10, 11],
  ]);
});

test('constants that are named together are brought together', () => {
  const text = 'const [ONE, OTHER] = [1, 2];\nconst THIRD = 3;\nfunction run() {\n  return OTHER;\n}\n';
  expect(reachable(itemsOf(parse(text, 'javascript').tree, text), ['run']).map(({ at }) => at)).toEqual([1, 3]);
});

test('the pieces of all lines put together are the source again', async () => {
  for (const [path, language] of [
    ['core/src/workload/count.rs', 'rust'],
    ['cli/python/harness.py', 'python'],
    ['web/javascript/harness.js', 'javascript'],
  ] as const) {
    const text = await textOf(path);
    expect(
      parse(text, language)
        .lines.map(line => line.map(token => token.text).join(''))
        .join('\n'),
    ).toBe(text.trimEnd());
  }
});

test('under asyncio those lines are marked that say await; what is printed stays the same', async () => {
  const lines = textOfLines((await listing('python', 'arithmetic', 'async', false)).program);
  const line = (words: string) => lines.find(({ text }) => text.includes(words));
  expect(line('await asyncio.sleep(20')).toMatchObject({ differs: true, marks: ['waits'] });
  expect(line('Inside add function')).toMatchObject({ differs: false, marks: [] });
  expect(line('time.sleep')).toBeUndefined();
});

test('no line of a program in Rust or JavaScript depends on the model, and threads with and without the GIL are one program', async () => {
  for (const language of ['rust', 'javascript'] as const)
    for (const model of Object.keys(WAYS[language]))
      expect(marked(await listing(language, 'arithmetic', model, false))).toEqual([]);
  const [free, locked] = [await listing('python', 'count', 'threads', false), await listing('python', 'count', 'gil', false)];
  expect({ ...free, words: '' }).toEqual({ ...locked, words: '' });
});

test('one after the other, a program whose tasks wait for each other says in which order', async () => {
  for (const language of ['python', 'javascript'] as const) {
    const lines = textOfLines((await listing(language, 'pipeline', 'sequential', false)).program);
    expect(lines.find(({ text }) => /sequential\((tasks|all)\)/.test(text))).toMatchObject({ differs: true });
  }
});

test('whole files have all their lines, and those that are marked keep their marks', async () => {
  const [short, whole] = [await listing('python', 'storm', 'async', false), await listing('python', 'storm', 'async', true)];
  expect(textOfLines(whole.program).length).toBe((await textOf('cli/python/programs/storm.py')).trimEnd().split('\n').length);
  expect(marked(whole)).toEqual(marked(short));
});

test('a language without the model has words and no code; a program that is not there has none', async () => {
  expect(await listing('javascript', 'count', 'gil', false)).toMatchObject({ runs: [], program: [], file: null });
  expect((await listing('python', 'compile', 'async', false)).program).toEqual([]);
});

test('what tasks share, and the queue of their way, is shown with the program', async () => {
  const { program } = await listing('python', 'pipeline', 'processes', false);
  expect(program.map(({ path }) => path)).toEqual(['cli/python/programs/pipeline.py', 'cli/python/programs/kinds.py']);
  expect(textOfLines(program).find(({ text }) => text.includes('QUEUE[way](room)'))?.marks).toContain('shares');
});

test('a word in a comment is no mark, and an indent no difference', () => {
  expect(marksOf('# time.sleep(1)', 'python')).toEqual([]);
  expect(
    differing(
      ['  a', 'b', ''],
      [
        ['a', 'c'],
        ['a', 'b'],
      ],
    ),
  ).toEqual([false, true, false]);
});
