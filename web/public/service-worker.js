// The page's own service worker: adds the headers that allow threads where the host cannot send them, and stores the page for offline use.

const CACHE = 'interleave';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const own = new URL(request.url).origin === self.location.origin;
  if (request.method === 'GET' && own) event.respondWith(answer(request));
});

/** Answers from the network and stores the response; without a network, answers from what is stored. */
async function answer(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    // A response that is partial, an error, or from another origin is passed on and not stored.
    if (response.status !== 200 || response.type !== 'basic') return response;
    const isolated = withHeaders(response);
    await cache.put(request, isolated.clone());
    return isolated;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate' });
    if (kept) return kept;
    throw error;
  }
}

function withHeaders(response) {
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
