// A worker by threads.js.
import { expose } from 'threads/worker';
import { increment, start } from './own.mjs';

expose({ start: async source => (await start(source)).at, increment });
