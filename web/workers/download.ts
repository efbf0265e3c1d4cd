// Downloads a file from the page's own origin, where the program that serves the page or the page's service worker answers.
import type { GetRequest } from './requests.ts';

/** Throws what core calls the failure, in `core/src/outside/download.rs`: a status, `too-late` or `broken-off`. */
export async function download(base: string, { file, bytes, delay_ms, fault, timeout_ms }: GetRequest): Promise<Uint8Array> {
  const query = `file=${file}&bytes=${bytes}&delay_ms=${delay_ms}&fault=${fault}&timeout_ms=${timeout_ms}`;
  const signal = AbortSignal.timeout(timeout_ms);
  let body: ArrayBuffer;
  let status: number;
  try {
    const response = await fetch(`${base}download?${query}`, { signal, cache: 'no-store' });
    status = response.status;
    body = await response.arrayBuffer();
  } catch (error) {
    throw new Error(signal.aborted ? 'too-late' : 'broken-off', { cause: error });
  }
  if (status !== 200) throw new Error(String(status));
  if (body.byteLength !== bytes) throw new Error('broken-off');
  return new Uint8Array(body);
}
