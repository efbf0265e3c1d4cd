// Asks the program that serves the page: what `cli/serve/api.rs` lists. Only a page that it serves may ask.
export type NativeCall = 'host' | 'environment' | 'execute' | 'cancel';

/** Resolves with the answer; rejects with the program's own sentence, or with that it does not answer. */
export async function askNative(base: string, call: NativeCall, body: unknown, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${base}api/${call}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Interleave': '1' },
      body: JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error('The program that serves this page does not answer: is it still running?', { cause: error });
  }
  if (response.ok) return response;
  throw new Error(await reason(response));
}

async function reason(response: Response): Promise<string> {
  const text = await response.text();
  try {
    return (JSON.parse(text) as { message: string }).message;
  } catch {
    return `The program that serves this page refused: ${response.status} ${response.statusText}.`;
  }
}
