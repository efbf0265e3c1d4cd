// What the files of the built page weigh on their way to a browser.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '../../dist');

/** For how long somebody reads the page: whatever it loads by itself it has asked for by then. */
export const READING_MS = 2_000;

/** How servers send a file: as the build has compressed it, or in a build without that, as a build would. */
const ENCODINGS = { brotli: ['br', brotliCompressSync], gzip: ['gz', gzipSync] };

/** The names of the encodings, the better one first. */
export const encodings = Object.keys(ENCODINGS);

/** The bytes of files of the page in this encoding, by their paths, without the heads of the answers. */
export function weigh(paths, encoding) {
  return paths.reduce((sum, path) => sum + sent(path, encoding), 0);
}

function sent(path, encoding) {
  const file = join(DIST, path === '/' ? 'index.html' : path);
  const [ending, compress] = ENCODINGS[encoding];
  const compressed = `${file}.${ending}`;
  return existsSync(compressed) ? statSync(compressed).size : compress(readFileSync(file)).length;
}

/** In the page, before its own scripts: promises the moment when the button can be pressed. */
export function watch() {
  window.usable = new Promise(resolve => {
    new MutationObserver((_, observer) => {
      const button = document.querySelector('button.run');
      if (button?.textContent !== 'Run' || button.disabled) return;
      observer.disconnect();
      resolve(performance.now());
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}
