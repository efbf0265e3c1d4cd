// A visitor's file as the text of a workload: core decides whether it can be used, and says why not.
import { errorMessage } from '../workers/error.ts';
import type { Given } from '../workers/protocol.ts';
import type { WorkloadEntry } from './schema.ts';
import type { Engine } from './types.ts';

/** Reads no more of the file than tells that it is too long. */
export async function readTextFile(core: Engine, { id, parameters }: WorkloadEntry, file: File): Promise<Given<string>> {
  const text = parameters.find(one => one.type === 'text');
  const most = text ? text.max_bytes + 1 : 0;
  try {
    const bytes = new Uint8Array(await file.slice(0, most).arrayBuffer());
    return await core.readText(id, file.name, bytes);
  } catch (error) {
    return { refused: `'${file.name}' cannot be read: ${errorMessage(error)}` };
  }
}
