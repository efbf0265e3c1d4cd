// Starts the page: while the engine is on its way, its frame is drawn.
import { render } from 'preact';
import { errorMessage } from '../workers/error.ts';
import { start } from './actions.ts';
import { startEngine } from './engine.ts';
import { openLinks } from './permalink.ts';
import { keepScenarios } from './scenario/store.ts';
import { offerScriptInterface } from './script.ts';
import { boot } from './state.ts';
import { Page } from './views/page.tsx';

// What is slowest to come is asked for first.
const started = startEngine().then(engine => {
  start(engine);
  openLinks();
  keepScenarios();
  return engine;
});

const root = document.getElementById('page');
if (root) render(<Page />, root);

offerScriptInterface(started);
started.catch((error: unknown) => {
  boot.value = { phase: 'failed', message: errorMessage(error) };
});
