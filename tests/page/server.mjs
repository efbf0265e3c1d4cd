// A static host for the built page, as each test needs it: with or without isolation headers, under any path.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Of every file: none changes while it is served. */
const TAG = '"built"';

const DIST = join(import.meta.dirname, '../../dist');

/**
 * Serves `dist/`. Gives the address, and the function that ends the server. `broken` says of an address and of the headers of a request whether
 * it has an error for an answer; `bareUnchanged` makes a host that sends its headers with files only, and not with the answer that one is unchanged. `scripts` are
 * served too, by their paths, which are not in `dist/`. `seen` is told the path of each file that was asked for and is there.
 */
export async function serve({
  isolated,
  prefix = '/',
  broken = () => false,
  bareUnchanged = false,
  scripts = new Map(),
  seen = () => {},
}) {
  statSync(join(DIST, 'index.html'));
  const server = createServer((request, response) => {
    if (broken(request.url, request.headers)) {
      response.writeHead(503).end('This host is out of order.');
      return;
    }
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    if (scripts.has(path)) {
      response.writeHead(200, { 'Content-Type': TYPES['.js'], 'Cache-Control': 'no-cache', ...(isolated ? ISOLATION : {}) });
      response.end(scripts.get(path));
      return;
    }
    const file = path.startsWith(prefix) ? fileOf(path.slice(prefix.length)) : null;
    if (!file) {
      response.writeHead(404).end('There is no such file.');
      return;
    }
    seen(path);
    if (bareUnchanged && request.headers['if-none-match'] === TAG) {
      response.writeHead(304, { ETag: TAG }).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      ...(bareUnchanged ? { ETag: TAG } : {}),
      ...(isolated ? ISOLATION : {}),
    });
    createReadStream(file).pipe(response);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}

function fileOf(path) {
  const file = join(DIST, normalize(path || 'index.html'));
  const inside = file.startsWith(DIST + sep);
  return inside && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}
