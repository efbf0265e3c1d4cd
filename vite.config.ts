// How the page is built: from index.html into dist/, with relative addresses so that it works under any sub-path.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  publicDir: 'web/public',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The engine is wasm-bindgen's own output; workers load it by address at run time, unbundled.
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The engine's folder is large and generated; the page's own assets stand beside it under their hashes.
    assetsDir: 'page',
  },
  server: {
    host: '127.0.0.1',
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  test: { include: ['web/**/*.test.ts'] },
});
