// The visitor's own scenarios: a list of texts by name. Pure: what happens to the list, and how it is read from what the browser kept.

/** One scenario of the visitor's own. */
export interface Kept {
  name: string;
  text: string;
  /** The built-in scenario that it was made of, by its id. */
  from: string | null;
  /** Whether the visitor gave it its name, or its file did: then it stays, even if it becomes equal to what it was made of. */
  named: boolean;
}

/** How many are kept: with the longest texts, that is about half of what browsers keep for a page. */
export const MOST = 40;

/** The most characters of a name. */
export const LONGEST_NAME = 60;

/** The kept scenarios as the browser keeps them; nothing of what cannot be understood. */
export function parse(stored: string | null): Kept[] {
  try {
    const found: unknown = JSON.parse(stored ?? '');
    return Array.isArray(found) ? found.filter(isKept).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isKept(one: unknown): one is Kept {
  if (typeof one !== 'object' || one === null) return false;
  const { name, text, from, named } = one as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    typeof text === 'string' &&
    typeof named === 'boolean' &&
    (from === null || typeof from === 'string')
  );
}

/** What a new one is called: as wanted, with a number where that name is taken. */
export function freeName(kept: Kept[], wanted: string): string {
  const base = wanted.trim().slice(0, LONGEST_NAME) || 'Scenario';
  const taken = (name: string) => kept.some(one => one.name === name);
  let name = base;
  for (let number = 2; taken(name); number++) name = `${base} ${number}`;
  return name;
}

/** The list with one more at its end, or the sentence why there is no room. */
export function added(kept: Kept[], one: Kept): { kept: Kept[] } | { refused: string } {
  if (kept.length < MOST) return { kept: [...kept, one] };
  return {
    refused: `${MOST} scenarios are kept in this browser, and there is no room for more: delete one of them, or save this one as a file.`,
  };
}

export function withText(kept: Kept[], name: string, text: string): Kept[] {
  return kept.map(one => (one.name === name ? { ...one, text } : one));
}

export function without(kept: Kept[], name: string): Kept[] {
  return kept.filter(one => one.name !== name);
}

/** The list with one renamed, or the sentence why it cannot be called so. */
export function renamed(kept: Kept[], name: string, wanted: string): { kept: Kept[]; name: string } | { refused: string } {
  const next = wanted.trim();
  if (next === '') return { refused: 'A scenario needs a name.' };
  if (next.length > LONGEST_NAME) return { refused: `A name has at most ${LONGEST_NAME} characters.` };
  if (next !== name && kept.some(one => one.name === next)) return { refused: `There is another scenario called “${next}”.` };
  return { kept: kept.map(one => (one.name === name ? { ...one, name: next, named: true } : one)), name: next };
}

/** The name of the file that a scenario is saved as. */
export function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${plain || 'scenario'}.toml`;
}

/** What a scenario from a file is called. */
export function nameOfFile(file: string): string {
  return file.replace(/\.(toml|txt)$/i, '');
}
