// Real files from a disk, read piece by piece: Node reads on threads of its own, so whoever awaits a piece lets the others go on.
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createDeflate } from 'node:zlib';
import { checksum } from '../numbers.js';

/** Bytes that are read at once. */
const PIECE = 128 * 1024;

export const tasks = values => ownFiles(values).length || values.files;

export async function run(task) {
  const own = ownFiles(task.values)[task.number];
  if (own) return read(task, own, own);
  const folder = await mkdtemp(join(tmpdir(), 'interleave-'));
  try {
    const path = join(folder, 'made');
    await writeFile(path, made(task.number + 1, task.values.kib * 1024));
    return await read(task, `file ${task.number + 1}`, path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function read(task, name, path) {
  const isPacked = task.values.how === 'compress';
  const file = createReadStream(path, { highWaterMark: PIECE });
  let [length, answer] = [0, checksum([])];
  await pipeline(file, ...(isPacked ? [createDeflate({ level: 1 })] : []), async pieces => {
    for await (const piece of pieces) {
      length += piece.length;
      answer = checksum(piece, answer);
    }
  });
  // Another library packs the same bytes into others: of packed files the answer is that of this one.
  task.print(`${name}: ${file.bytesRead} bytes${isPacked ? `, compressed ${length}` : ''}`);
  return answer;
}

/** Your own files: a line for each, its length and its name. */
function ownFiles({ own }) {
  return own
    .split('\n')
    .filter(Boolean)
    .map(line => line.slice(line.indexOf(' ') + 1));
}

/** What is in a file that is made. */
function made(number, bytes) {
  return Uint8Array.from({ length: bytes }, (_, place) => place * 31 + (place >> 8) * 7 + number * 17);
}
