// The service worker answers at once: it waits for no disk, and asks no network for what can never change.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const SCRIPT = readFileSync(`${import.meta.dirname}/../public/service-worker.js`, 'utf8');
const SCOPE = 'http://host.test/some/where/';

/** What the browser hands over with a request. */
interface FetchEvent {
  request: { method: string; mode: string; url: string };
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

/** The service worker in a browser of which these files are stored, and of which `put` stores more. */
function serviceWorker(stored: Record<string, string>, fetch: (url: string) => Promise<Response>, put = async () => {}) {
  const listeners = new Map<string, (event: FetchEvent) => void>();
  const self = {
    addEventListener: (name: string, listener: (event: FetchEvent) => void) => listeners.set(name, listener),
    location: new URL(SCOPE),
    registration: { scope: SCOPE },
  };
  const match = async ({ url }: { url: string }) => {
    const text = stored[url.slice(SCOPE.length)];
    return text === undefined ? undefined : new Response(text);
  };
  const keys = async () => Object.keys(stored).map(path => ({ url: SCOPE + path }));
  const forget = async ({ url }: { url: string }) => delete stored[url.slice(SCOPE.length)];
  const caches = { open: async () => ({ match, put, keys, delete: forget }) };
  const asked = ({ url }: { url: string }) => fetch(url.slice(SCOPE.length));
  new Function('self', 'caches', 'fetch', SCRIPT)(self, caches, asked);
  return (path: string, mode = 'cors') => {
    const waited: Promise<unknown>[] = [];
    const answer = new Promise<Response>((resolve, reject) => {
      const request = { method: 'GET', mode, url: SCOPE + path };
      const respondWith = (given: Promise<Response>) => given.then(resolve, reject);
      listeners.get('fetch')?.({ request, respondWith, waitUntil: work => waited.push(work) });
    });
    return { text: async () => (await answer).text(), waited };
  };
}

/** As a host of the page's own origin sends it. */
async function sent(text: string): Promise<Response> {
  return Object.defineProperty(new Response(text), 'type', { value: 'basic' });
}

const offline = async (): Promise<Response> => Promise.reject(new TypeError('no network'));

describe('the service worker', () => {
  it('answers before what it stores is stored', async () => {
    const never = () => new Promise<void>(() => {});
    const { text, waited } = serviceWorker({}, () => sent('new'), never)('page/index-1234.js');
    expect(await text()).toBe('new');
    expect(waited).toHaveLength(1);
  });

  it('answers although nothing can be stored', async () => {
    const full = () => Promise.reject(new Error('the disk is full'));
    const { text, waited } = serviceWorker({}, () => sent('new'), full)('index.html');
    expect(await text()).toBe('new');
    await Promise.all(waited);
  });

  it('asks no network for what is named after its content and stored', async () => {
    expect(await serviceWorker({ 'page/index-1234.js': 'kept' }, offline)('page/index-1234.js').text()).toBe('kept');
    const asked: string[] = [];
    const network = (path: string) => {
      asked.push(path);
      return sent('new');
    };
    const visit = serviceWorker({ 'page/index-1234.js': 'kept' }, network);
    expect(await visit('page/index-1234.js').text()).toBe('kept');
    expect(await visit('page/index-5678.js').text()).toBe('new');
    expect(asked).toEqual(['page/index-5678.js']);
  });

  it('forgets what was named by another build when the page is of a new one, and nothing else', async () => {
    const before = { 'index.html': 'of one build', 'page/index-1234.js': 'kept', 'engine/threaded/interleave_web.js': 'kept' };
    const stored: Record<string, string> = { ...before };
    await serviceWorker(stored, () => sent('of one build'))('index.html', 'navigate').text();
    expect(stored).toEqual(before);
    await serviceWorker(stored, offline)('index.html', 'navigate').text();
    expect(stored).toEqual(before);
    await serviceWorker(stored, () => sent('of another'))('index.html', 'navigate').text();
    expect(Object.keys(stored)).toEqual(['index.html', 'engine/threaded/interleave_web.js']);
  });

  it('asks the network for everything else, and answers from what is stored without one', async () => {
    const stored = { 'index.html': 'kept', 'engine/threaded/interleave_web_bg.wasm': 'kept' };
    for (const path of Object.keys(stored)) {
      expect(await serviceWorker(stored, () => sent('new'))(path).text()).toBe('new');
      expect(await serviceWorker(stored, offline)(path).text()).toBe('kept');
    }
  });
});
