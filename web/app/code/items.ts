// Cuts a program into what stands at its top level, and finds what of that a function can reach. Pure.
import type { SyntaxNode, Tree } from '@lezer/common';

/** A function, type, constant or import at the top level, with the comments that stand right above it. Lines are counted from 1. */
export interface Item {
  from: number;
  to: number;
  /** Its first line that is no comment, and where that is. */
  head: string;
  at: number;
  names: string[];
  uses: Set<string>;
  imports: boolean;
}

const COMMENTS = new Set(['LineComment', 'BlockComment', 'Comment']);
const WRAPPERS = new Set([
  'AttributeItem',
  'ExportDeclaration',
  'DecoratedStatement',
  'ScopedUseList',
  'UseList',
  'ImportGroup',
  'ArrayPattern',
]);
const IMPORTS = new Set(['UseDeclaration', 'ImportStatement', 'ImportDeclaration']);
/** What gives a name, where it is a child of an item. */
const NAMES = new Set(['BoundIdentifier', 'VariableDefinition', 'VariableName', 'TypeIdentifier']);
/** After these an item only says what its names stand for. */
const AFTER_NAMES = new Set([
  ':',
  'TypeParamList',
  'ParamList',
  'AssignOp',
  'Equals',
  'Body',
  'Block',
  'DeclarationList',
  'FieldDeclarationList',
]);
/** What mentions something of the top level. */
const MENTIONS = new Set(['Identifier', 'ScopeIdentifier', 'TypeIdentifier', 'VariableName']);

export function itemsOf(tree: Tree, text: string): Item[] {
  const lines = text.split('\n');
  const lineAt = lineCounter(text);
  const found: Item[] = [];
  let comment: { from: number; to: number } | null = null;
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const [from, to] = [lineAt(node.from), lineAt(trimmedEnd(text, node))];
    if (COMMENTS.has(node.name)) {
      comment = { from: comment && comment.to === from - 1 ? comment.from : from, to };
      continue;
    }
    const imports = IMPORTS.has(node.name);
    // A comment above the first import is about the file.
    const above = !imports && comment?.to === from - 1 ? comment.from : from;
    const head = lines[from - 1] ?? '';
    found.push({ from: above, to, at: from, head, names: namesOf(node, text), uses: usesOf(node, text), imports });
    comment = null;
  }
  return found;
}

/** The items that `roots` can reach by names, in their order; and the imports of what is mentioned, where the language names it there. */
export function reachable(items: Item[], roots: string[]): Item[] {
  const reached = new Set<Item>();
  const waiting = items.filter(({ names, imports }) => !imports && names.some(name => roots.includes(name)));
  for (let item = waiting.pop(); item; item = waiting.pop()) {
    if (reached.has(item)) continue;
    reached.add(item);
    const { uses } = item;
    waiting.push(...items.filter(({ names }) => names.some(name => uses.has(name))));
  }
  return items.filter(item => reached.has(item));
}

function namesOf(node: SyntaxNode, text: string): string[] {
  const names: string[] = [];
  let implementing = false;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (AFTER_NAMES.has(child.name)) break;
    if (WRAPPERS.has(node.name) || WRAPPERS.has(child.name)) names.push(...namesOf(child, text));
    // An `impl` belongs to its type, which stands last.
    if (child.name === 'for') names.length = 0;
    if (child.name === 'impl') implementing = true;
    if (NAMES.has(child.name)) names.push(text.slice(child.from, child.to));
    else if (implementing && child.name === 'GenericType' && child.firstChild)
      names.push(text.slice(child.firstChild.from, child.firstChild.to));
  }
  return names;
}

function usesOf(node: SyntaxNode, text: string): Set<string> {
  const uses = new Set<string>();
  node.cursor().iterate(({ name, from, to }) => {
    if (MENTIONS.has(name)) uses.add(text.slice(from, to));
  });
  return uses;
}

/** Some grammars let a node end after the line's end. */
function trimmedEnd(text: string, { from, to }: { from: number; to: number }): number {
  let end = to;
  while (end > from + 1 && /\s/.test(text[end - 1] ?? '')) end--;
  return end - 1;
}

function lineCounter(text: string): (at: number) => number {
  let [line, counted] = [1, 0];
  return at => {
    // Asked in order, but for what a comment begins.
    if (at < counted) [line, counted] = [1, 0];
    for (; counted < at; counted++) if (text[counted] === '\n') line++;
    return line;
  };
}
