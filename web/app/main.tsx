// Starts the page: draws its frame at once, then the engine starts behind it.
import { render } from 'preact';
import { errorMessage } from '../workers/error.ts';
import { start } from './actions.ts';
import { startEngine } from './engine.ts';
import { openLinks } from './permalink.ts';
import { keepScenarios } from './scenario/store.ts';
import { offerScriptInterface } from './script.ts';
import { boot } from './state.ts';
import { Page } from './views/page.tsx';

const root = document.getElementById('page');
if (root) render(<Page />, root);

const started = startEngine().then(engine => {
  start(engine);
  openLinks();
  keepScenarios();
  return engine;
});
offerScriptInterface(started);
started.catch((error: unknown) => {
  boot.value = { phase: 'failed', message: errorMessage(error) };
});
