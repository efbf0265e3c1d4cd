// The page's own service worker: adds the headers that allow threads where the host cannot send them, stores the page for offline use, and plays the
// server of `download`.

const CACHE = 'interleave';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const isDownload = url.href.startsWith(`${self.registration.scope}download?`);
  event.respondWith(isDownload ? download(url.searchParams) : answer(event));
});

/** The folder of what the build names after its content: under such a name there will never be anything else. */
const NAMED_BY_CONTENT = 'page/';

/**
 * Answers from the network and stores the response; without a network, answers from what is stored. What is named after its content is
 * asked for once.
 */
async function answer(event) {
  const { request } = event;
  const cache = await caches.open(CACHE);
  if (request.url.startsWith(self.registration.scope + NAMED_BY_CONTENT)) {
    const kept = await cache.match(request);
    if (kept) return kept;
  }
  try {
    const response = await fetch(request);
    // A response that is partial, an error, or from another origin is passed on and not stored.
    if (response.status !== 200 || response.type !== 'basic') return response;
    // What cannot be forgotten does no harm.
    if (request.mode === 'navigate') await forgetOtherBuild(cache, request, response.clone()).catch(() => {});
    const isolated = withHeaders(response);
    // Nobody waits for the disk; a full one keeps nothing, and then the next visit needs the network.
    event.waitUntil(cache.put(request, isolated.clone()).catch(() => {}));
    return isolated;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate' });
    if (kept) return kept;
    throw error;
  }
}

/** Another build has other names: under those of the build before, nobody would ever ask again. */
async function forgetOtherBuild(cache, request, page) {
  const kept = await cache.match(request, { ignoreSearch: true });
  if (!kept || (await kept.text()) === (await page.text())) return;
  const all = await cache.keys();
  const named = all.filter(({ url }) => url.startsWith(self.registration.scope + NAMED_BY_CONTENT));
  await Promise.all(named.map(one => cache.delete(one)));
}

function withHeaders(response) {
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** How much longer than its client's patience the server keeps silent. */
const SILENCE_MS = 1_000;

/** Answers a download by the rules of `core/src/outside/download.rs`. */
async function download(query) {
  const number = name => Number(query.get(name));
  await pause(number('delay_ms'));
  const file = contents(number('file'), number('bytes'));
  switch (query.get('fault')) {
    case '404':
      return new Response('There is no such file.', { status: 404 });
    case 'reset':
      return new Response(brokenOff(file));
    case 'timeout':
      await pause(number('timeout_ms') + SILENCE_MS);
      return new Response('Nobody is meant to wait for this.', { status: 503 });
    default:
      return new Response(file);
  }
}

function contents(file, bytes) {
  const contents = new Uint8Array(bytes);
  for (let place = 0; place < bytes; place++) contents[place] = place * 31 + (place >> 8) * 7 + file * 17;
  return contents;
}

/** Half of the file, and then an error. */
function brokenOff(file) {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(file.subarray(0, file.length / 2));
    },
    pull(controller) {
      controller.error(new Error('broken off'));
    },
  });
}

function pause(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
