// The scenario that the form's plan runs, and the visitor's own ones, which the browser keeps.
import { batch, computed, effect, signal } from '@preact/signals';
import { errorMessage } from '../../workers/error.ts';
import { saveBlob } from '../save.ts';
import type { Language, Ready } from '../schema.ts';
import { engine, formValues, formWorkload } from '../state.ts';
import { readTextFile } from '../text-file.ts';
import { added, fileName, freeName, type Kept, nameOfFile, parse, renamed, without, withText } from './kept.ts';

const KEY = 'interleave.scenarios';

/** The workload that runs scenarios. */
export const SCENARIO = 'scenario';
/** Its parameters: which one is ready, and a text of one's own. */
const BUILTIN = 'builtin';
const TEXT = 'text';

/** Something to be said below the editor, and how to take back what was done. */
interface Notice {
  words: string;
  wrong?: boolean;
  undo?: () => void;
}

export const language = signal<Language | null>(null);
export const kept = signal<Kept[]>(stored());
export const notice = signal<Notice | null>(null);
/** Of several kept ones with the same text, the one that was chosen. */
const chosen = signal<string | null>(null);

const ownText = computed(() => formValues.value?.parameters[TEXT] ?? '');

/** The built-in scenario that is chosen, whether it runs or a text of one's own instead. */
export const ready = computed<Ready | null>(() => readyCalled(formValues.value?.parameters[BUILTIN]));

/** The text that runs. */
export const text = computed(() => ownText.value || (ready.value?.text ?? ''));

/** Whether that is the visitor's own text. */
export const isOwn = computed(() => ownText.value !== '');

/** The kept scenario that runs; `null` where it is a built-in one, or came in a link. */
export const current = computed<Kept | null>(() => {
  const same = kept.value.filter(one => one.text === ownText.value);
  return same.find(one => one.name === chosen.value) ?? same[0] ?? null;
});

/** Asks for the built-in scenarios, once. */
export async function loadLanguage(): Promise<void> {
  const core = engine.value;
  if (core) language.value ??= await core.scenarioLanguage();
}

function readyCalled(id: string | null | undefined): Ready | null {
  return language.value?.ready.find(one => one.id === id) ?? null;
}

export function chooseReady(id: string): void {
  batch(() => {
    notice.value = null;
    setForm({ [BUILTIN]: id, [TEXT]: '' });
  });
}

export function chooseKept(name: string): void {
  const one = kept.value.find(other => other.name === name);
  if (!one) return;
  batch(() => {
    notice.value = null;
    chosen.value = name;
    setForm({ ...(one.from === null ? {} : { [BUILTIN]: one.from }), [TEXT]: one.text });
  });
}

/** Takes what the editor holds now. A built-in scenario that is changed becomes the visitor's own, and his own again built-in when he takes all back. */
export function typed(now: string): void {
  // No text at all would mean the built-in one.
  const own = now || '\n';
  const before = current.value;
  const origin = before ? readyCalled(before.from) : isOwn.value ? null : ready.value;
  batch(() => {
    notice.value = null;
    if (now === origin?.text && !before?.named) {
      if (before) kept.value = without(kept.value, before.name);
      return setForm({ [BUILTIN]: origin.id, [TEXT]: '' });
    }
    if (before) {
      chosen.value = before.name;
      kept.value = withText(kept.value, before.name, own);
    } else {
      add({ name: origin ? `${origin.title} (changed)` : 'From a link', text: own, from: origin?.id ?? null, named: false });
    }
    setForm({ [TEXT]: own });
  });
}

/** A new one, to be written. */
export function begin(): void {
  const fresh = language.value?.fresh;
  if (fresh) bring('My scenario', fresh);
}

export async function openFile(file: File): Promise<void> {
  const [core, workload] = [engine.value, formWorkload.value];
  if (!core || !workload) return;
  const found = await readTextFile(core, workload, file);
  if ('refused' in found) notice.value = { words: found.refused, wrong: true };
  else bring(nameOfFile(file.name), found.given.replace(/\r\n?/g, '\n'));
}

export function saveFile(): void {
  const name = current.value?.name ?? ready.value?.title ?? '';
  saveBlob(new Blob([text.value], { type: 'application/toml' }), fileName(name));
}

/** Gives the scenario that runs another name, and tells whether it could be. */
export function rename(wanted: string): boolean {
  const before = current.value;
  if (!before) return false;
  const found = renamed(kept.value, before.name, wanted);
  if ('refused' in found) {
    notice.value = { words: found.refused, wrong: true };
    return false;
  }
  batch(() => {
    notice.value = null;
    kept.value = found.kept;
    chosen.value = found.name;
  });
  return true;
}

/** Deletes the kept scenario that runs. It can be taken back until something else is done. */
export function remove(): void {
  const gone = current.value;
  if (!gone) return;
  batch(() => {
    kept.value = without(kept.value, gone.name);
    setForm({ [TEXT]: '' });
    notice.value = {
      words: `“${gone.name}” is deleted.`,
      undo: () => {
        add(gone);
        chooseKept(gone.name);
      },
    };
  });
}

/** Adds a text and runs it from now on, even where there is no room to keep it. */
function bring(name: string, own: string): void {
  batch(() => {
    notice.value = null;
    add({ name, text: own, from: null, named: true });
    setForm({ [TEXT]: own });
  });
}

function add(one: Kept): void {
  const name = freeName(kept.value, one.name);
  const found = added(kept.value, { ...one, name });
  if ('refused' in found) {
    notice.value = { words: found.refused, wrong: true };
    return;
  }
  kept.value = found.kept;
  chosen.value = name;
}

function setForm(parameters: Record<string, string>): void {
  const now = formValues.value;
  if (now) formValues.value = { ...now, parameters: { ...now.parameters, ...parameters } };
}

function stored(): Kept[] {
  try {
    return parse(localStorage.getItem(KEY));
  } catch {
    // Some browsers let a page keep nothing; the first change says so.
    return [];
  }
}

/** Whoever types changes the list with every key; it is written when he pauses, and when he leaves. */
const PAUSE_MS = 300;

/** Keeps the list in the browser from now on, and follows what other tabs keep. */
export function keepScenarios(): void {
  let written = kept.peek();
  let timer = 0;
  const write = () => {
    clearTimeout(timer);
    if (written === kept.peek()) return;
    written = kept.peek();
    try {
      localStorage.setItem(KEY, JSON.stringify(written));
    } catch (error) {
      const words = `This browser does not keep your scenarios (${errorMessage(error)}): save them as files.`;
      notice.value = { words, wrong: true };
    }
  };
  effect(() => {
    if (kept.value === written) return;
    clearTimeout(timer);
    timer = window.setTimeout(write, PAUSE_MS);
  });
  addEventListener('pagehide', write);
  addEventListener('storage', event => {
    if (event.key !== KEY) return;
    written = stored();
    kept.value = written;
  });
}
