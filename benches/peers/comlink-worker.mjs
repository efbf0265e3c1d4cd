// A worker by comlink.
import { expose } from 'comlink';
import { increment, start } from './own.mjs';

expose({ start: async source => (await start(source)).at, increment });
