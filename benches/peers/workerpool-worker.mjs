// A worker by workerpool.
import { worker } from 'workerpool';
import { increment, start } from './own.mjs';

worker({ start: async source => (await start(source)).at, increment });
