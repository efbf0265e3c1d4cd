// How the page is built: from index.html into dist/, with relative addresses so that it works under any sub-path.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  publicDir: 'web/public',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Workers load the engine, wasm-bindgen's own output, by address at run time; it is not bundled.
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The page's own files get a folder of their own, beside that of the engine.
    assetsDir: 'page',
  },
  server: {
    host: '127.0.0.1',
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  test: { include: ['web/**/*.test.ts'] },
});
