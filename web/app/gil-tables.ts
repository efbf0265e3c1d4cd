// The tables of how closely GILs behave like CPython's: that of this browser, and those of files beside it.
import { batch, signal } from '@preact/signals';
import { errorMessage } from '../workers/error.ts';
import type { GilProgress, GilTable } from '../workers/protocol.ts';
import { measureGil } from './run.ts';
import { saveBlob } from './save.ts';
import type { Beside } from './schema.ts';
import { engine } from './state.ts';

/** What has been measured in this browser, and how far that is while it goes on. */
export const here = signal<GilTable | null>(null);
export const progress = signal<GilProgress | null>(null);
/** From files, in the order in which they were opened. */
export const files = signal<{ name: string; table: GilTable }[]>([]);
/** All of them side by side, in core's words; `null` when there is none. */
export const beside = signal<Beside | null>(null);
/** Why something could not be measured or opened. */
export const refusal = signal<string | null>(null);

/** What the column of this browser is called. */
const HERE = 'this browser';

export async function measureHere(rounds: number): Promise<void> {
  const before = here.value;
  refusal.value = null;
  try {
    const table = await measureGil(rounds, now => {
      progress.value = now;
      void show(now.table);
    });
    here.value = table ?? before;
  } catch (error) {
    refusal.value = errorMessage(error);
  }
  progress.value = null;
  await show(here.value);
}

export async function openTables(chosen: Iterable<File>): Promise<void> {
  const core = engine.value;
  refusal.value = null;
  for (const file of chosen) {
    const found = core && (await read(core, file).catch(error => ({ refused: `${file.name}: ${errorMessage(error)}` })));
    if (!found) continue;
    batch(() => {
      if ('refused' in found) refusal.value = found.refused;
      else files.value = [...files.value.filter(({ name }) => name !== file.name), { name: file.name, table: found.given }];
    });
  }
  await show(here.value);
}

async function read(core: NonNullable<typeof engine.value>, file: File) {
  const tooLarge = await core.tooLarge(file.name, file.size);
  return tooLarge ? { refused: tooLarge } : core.readGil(file.name, new Uint8Array(await file.arrayBuffer()));
}

export async function closeTable(name: string): Promise<void> {
  files.value = files.value.filter(one => one.name !== name);
  await show(here.value);
}

export function saveHere(): void {
  const table = here.value;
  if (!table) return;
  const text = `${JSON.stringify(table, null, 2)}\n`;
  const when = table.created.slice(0, 19).replaceAll(':', '-');
  saveBlob(new Blob([text], { type: 'application/json' }), `interleave-gil-${when}.json`);
}

async function show(own: GilTable | null): Promise<void> {
  const tables = [...(own ? [{ name: HERE, table: own }] : []), ...files.value];
  beside.value = tables.length && engine.value ? await engine.value.gilBeside(tables) : null;
}
