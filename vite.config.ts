// How the page is built: from index.html into dist/, with relative addresses so that it works under any sub-path.
import { readFileSync, writeFileSync } from 'node:fs';
import { minify } from 'vite';
import { defineConfig } from 'vitest/config';

/** What the built page may load, said in the page itself for hosts that send no headers. Vite's own server needs more than that. */
const contentSecurityPolicy = {
  name: 'content-security-policy',
  apply: 'build' as const,
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: readFileSync('web/content-security-policy.txt', 'utf8') },
      injectTo: 'head-prepend' as const,
    },
  ],
};

/** The glue of the engines is copied, not bundled, and full of comments. */
const shortGlue = {
  name: 'short-glue',
  apply: 'build' as const,
  async closeBundle() {
    for (const engine of ['threaded', 'single']) {
      const path = `dist/engine/${engine}/interleave_web.js`;
      const { code } = await minify(path, readFileSync(path, 'utf8'), { module: true });
      writeFileSync(path, code);
    }
  },
};

export default defineConfig({
  base: './',
  plugins: [contentSecurityPolicy, shortGlue],
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
