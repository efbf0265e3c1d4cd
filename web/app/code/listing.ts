// What the tab Code shows of a program in one language under one model: what runs its tasks, and the program, as far as it is called.
import { type Item, itemsOf, reachable } from './items.ts';
import { fingerprint, type Span } from './lit.ts';
import { differing, type Mark, marksOf } from './marks.ts';
import { type Language, parse, type Token } from './parse.ts';
import { isKnown, textOf } from './texts.ts';
import { KINDS, type Part, programOf, WAYS, type Way } from './ways.ts';

export interface Line {
  /** In its file, counted from 1. */
  number: number;
  tokens: Token[];
  /** Whether other models have no such line. */
  differs: boolean;
  marks: Mark[];
}

/** Lines of one file; `null` stands for those that are left out. */
export interface Piece {
  path: string;
  lines: (Line | null)[];
}

export interface Listing {
  words: string;
  /** What runs the tasks; nothing where the language has no such model. */
  runs: Piece[];
  /** The program, and after it the queues and locks that it takes; nothing where there is none in this language, or the language has no such model. */
  program: Piece[];
  /** The program's own file: what tells its text from others, and its functions. */
  file: { path: string; fingerprint: number; functions: Span[] } | null;
}

interface Read {
  text: string;
  source: string[];
  lines: Token[][];
  items: Item[];
}

/** Which lines of which file. */
interface Chosen {
  path: string;
  read: Read;
  numbers: number[];
}

const files = new Map<string, Promise<Read>>();

function readFile(path: string, language: Language): Promise<Read> {
  const found =
    files.get(path) ??
    textOf(path).then(text => {
      const { tree, lines } = parse(text, language);
      return { text, source: text.split('\n'), lines, items: itemsOf(tree, text) };
    });
  files.set(path, found);
  return found;
}

/** `whole` asks for all lines of the files and not only for those that are called. */
export async function listing(language: Language, workload: string, model: string, whole: boolean): Promise<Listing> {
  const ways = Object.entries(WAYS[language]).flatMap(([id, way]) => ('runs' in way ? [{ id, way }] : []));
  const chosen = await Promise.all(ways.map(async ({ id, way }) => ({ id, ...(await chosenBy(language, workload, way)) })));
  const own = chosen.find(({ id }) => id === model);
  const { words } = WAYS[language][model] ?? { words: '' };
  if (!own) return { words, runs: [], program: [], file: null };
  const linesOf = ({ runs, program }: { runs: Chosen[]; program: Chosen[] }) =>
    [...runs, ...program].flatMap(({ read, numbers }) => numbers.map(number => read.source[number - 1] ?? ''));
  const differ = differing(linesOf(own), chosen.filter(other => other !== own).map(linesOf));
  let place = 0;
  const piece = ({ path, read, numbers }: Chosen): Piece => {
    const differs = new Map(numbers.map(number => [number, differ[place++] ?? false]));
    const shown = whole ? read.lines.map((_, index) => index + 1) : numbers;
    return {
      path,
      lines: withGaps(shown, read.source).map(number =>
        number === null ? null : lineOf(read, number, language, differs.get(number) ?? false),
      ),
    };
  };
  return { words, runs: own.runs.map(piece), program: own.program.map(piece), file: fileOf(own.program[0]) };
}

function fileOf(chosen: Chosen | undefined): Listing['file'] {
  return chosen ? { path: chosen.path, fingerprint: fingerprint(chosen.read.text), functions: chosen.read.items } : null;
}

function lineOf(read: Read, number: number, language: Language, differs: boolean): Line {
  return { number, tokens: read.lines[number - 1] ?? [], differs, marks: marksOf(read.source[number - 1] ?? '', language) };
}

async function chosenBy(language: Language, workload: string, { runs, roots }: Way) {
  const path = programOf(language, workload);
  const program = isKnown(path) ? await partOf({ path, roots }, language) : null;
  return {
    runs: await Promise.all(runs.map(part => partOf(part, language).then(({ chosen }) => chosen))),
    program: program ? [program.chosen, ...(await kindsOf(program.items, language))] : [],
  };
}

async function partOf({ path, heads, roots }: Part, language: Language): Promise<{ chosen: Chosen; items: Item[] }> {
  const read = await readFile(path, language);
  const items = roots
    ? reachable(read.items, roots).filter(({ imports }) => !imports || language !== 'rust')
    : read.items.filter(({ head }) => heads?.some(begin => head.replace(/^export /, '').startsWith(begin)));
  const numbers = items.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
  return { chosen: { path, read, numbers }, items };
}

/** The queues and locks that the program imports: what the way of running decides of what it shares. */
async function kindsOf(items: Item[], language: Language): Promise<Chosen[]> {
  const path = KINDS[language];
  const roots = items.filter(({ imports, head }) => imports && /\bkinds\b/.test(head)).flatMap(({ names }) => names);
  const used = roots.filter(name => items.some(({ imports, uses }) => !imports && uses.has(name)));
  return path && used.length > 0 ? [(await partOf({ path, roots: used }, language)).chosen] : [];
}

/** With `null` wherever lines are left out in between; one empty line for those that are empty. */
function withGaps(numbers: number[], source: string[]): (number | null)[] {
  return numbers.flatMap((number, place) => {
    const between = source.slice(numbers[place - 1] ?? number - 1, number - 1);
    if (between.length === 0) return [number];
    return between.every(line => line.trim() === '') ? [number - 1, number] : [null, number];
  });
}
