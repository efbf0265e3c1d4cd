// Starts the page: draws its frame at once, then the engine boots behind it.
import { render } from 'preact';
import { ready } from './actions.ts';
import './script.ts';
import { boot } from './state.ts';
import type { Engine } from './types.ts';
import { Page } from './views/page.tsx';

const root = document.getElementById('page');
if (root) render(<Page />, root);

const modules = import.meta.glob<{ boot(): Promise<Engine> }>('./engine.ts');

async function start(): Promise<void> {
  const load = modules['./engine.ts'];
  if (!load) throw new Error('This build has no engine: build it with `cargo xtask build`.');
  ready(await (await load()).boot());
}

start().catch((error: unknown) => {
  boot.value = { phase: 'failed', message: error instanceof Error ? error.message : String(error) };
});
