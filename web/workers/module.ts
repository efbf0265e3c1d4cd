// Loads the engine, wasm-bindgen's own output beside the page: by address at run time, because no bundler understands its workers.

export type Mode = 'threaded' | 'single';

/** What the Rust crate `web` exports; `web/src/lib.rs` explains each. */
export interface Exports {
  default(options: { module_or_path: WebAssembly.Module }): Promise<{ memory: WebAssembly.Memory }>;
  initThreadPool?(workers: number): Promise<void>;
  catalog(): unknown;
  noThreads(): string | undefined;
  environment(): unknown;
  check(plan: unknown): unknown;
  command(plan: unknown): string | undefined;
  lanes(plan: unknown): number | undefined;
  run(plan: unknown, tell: (update: unknown) => void, launch: (lane: number) => unknown): Promise<boolean>;
  cancel(): void;
  cancelAddress(): number;
  report(
    plan: unknown,
    created: string,
    environment: unknown,
    samples: string[],
    unavailable: unknown,
    complete: boolean,
  ): unknown;
  view(report: unknown): unknown;
  serveProcess(mailbox: unknown): Promise<void>;
}

/** Imports the glue that stands at `base`; the wasm module is compiled once and shared by all workers. */
export function importGlue(base: string, mode: Mode): Promise<Exports> {
  return import(/* @vite-ignore */ `${base}engine/${mode}/interleave_web.js`);
}

export async function compile(base: string, mode: Mode): Promise<WebAssembly.Module> {
  const response = await fetch(`${base}engine/${mode}/interleave_web_bg.wasm`);
  if (!response.ok) throw new Error(`The engine could not be loaded: ${response.status} ${response.statusText}.`);
  // Not every static host knows the MIME type that streaming compilation insists on.
  return response.headers.get('Content-Type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
