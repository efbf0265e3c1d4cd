// Lays every file of the built page beside it as brotli and as gzip, as far as they go: so that hosts, our own server among them, can send them
// without compressing anything themselves. What has not changed since the last build is not compressed again.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Everything but pictures, which are compressed already. */
const TEXTS = new Set(['.html', '.js', '.css', '.wasm', '.svg', '.json', '.webmanifest']);

/** Each by its file's ending. */
const ENCODINGS = {
  br: bytes =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        // The whole engine: parts of it are like parts far away.
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: bytes => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

/** Compresses the files of `folder`, and keeps what it has made in `kept`. */
async function compressAll(folder, kept) {
  mkdirSync(kept, { recursive: true });
  const texts = readdirSync(folder, { recursive: true }).filter(file => TEXTS.has(extname(file)));
  const files = texts.map(file => join(folder, file));
  await Promise.all(files.flatMap(file => Object.keys(ENCODINGS).map(encoding => compress(file, encoding, kept))));
}

async function compress(file, encoding, kept) {
  const bytes = readFileSync(file);
  const name = join(kept, `${createHash('sha256').update(bytes).digest('hex')}.${encoding}`);
  if (!existsSync(name)) writeFileSync(name, await ENCODINGS[encoding](bytes));
  copyFileSync(name, `${file}.${encoding}`);
}

const [folder, kept] = process.argv.slice(2);
await compressAll(folder, kept);
