// The build lays each text of the page beside itself as brotli and as gzip, and compresses nothing twice.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../compress.mjs');
const WASM = Buffer.from('the engine, the engine, the engine '.repeat(100));

let root: string;
const page = (path: string) => join(root, 'dist', path);
const compress = () => execFileSync(process.execPath, [SCRIPT, page(''), join(root, 'kept')]);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'interleave-compress-'));
  mkdirSync(page('engine'), { recursive: true });
  writeFileSync(page('engine/engine.wasm'), WASM);
  writeFileSync(page('picture.png'), 'no text');
  compress();
});

afterAll(() => rmSync(root, { recursive: true }));

it('lays brotli and gzip of the same bytes beside a file, and nothing beside a picture', () => {
  expect(brotliDecompressSync(readFileSync(page('engine/engine.wasm.br')))).toEqual(WASM);
  expect(gunzipSync(readFileSync(page('engine/engine.wasm.gz')))).toEqual(WASM);
  expect(statSync(page('engine/engine.wasm.br')).size).toBeLessThan(WASM.length / 10);
  expect(readdirSync(page(''))).toEqual(['engine', 'picture.png']);
});

it('takes what it has kept of a file that has not changed', () => {
  const [kept] = readdirSync(join(root, 'kept')).filter(name => name.endsWith('.br'));
  // So that the test can tell.
  writeFileSync(join(root, 'kept', kept ?? ''), 'as kept');
  compress();
  expect(readFileSync(page('engine/engine.wasm.br'), 'utf8')).toBe('as kept');
  writeFileSync(page('engine/engine.wasm'), 'another engine');
  compress();
  expect(brotliDecompressSync(readFileSync(page('engine/engine.wasm.br'))).toString()).toBe('another engine');
});
