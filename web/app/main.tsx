// Starts the page: draws its frame at once, then the engine boots behind it.
import { render } from 'preact';
import { ready } from './actions.ts';
import { boot as startEngine } from './engine.ts';
import './script.ts';
import { boot } from './state.ts';
import { Page } from './views/page.tsx';

const root = document.getElementById('page');
if (root) render(<Page />, root);

startEngine()
  .then(ready)
  .catch((error: unknown) => {
    boot.value = { phase: 'failed', message: error instanceof Error ? error.message : String(error) };
  });
