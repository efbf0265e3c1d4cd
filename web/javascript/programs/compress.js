// Blocks of text, compressed and decompressed by zlib, which Node runs on threads of its own: whoever awaits it lets the others go on.
import { promisify } from 'node:util';
import { crc32, deflate, inflate } from 'node:zlib';
import { below, randomOf } from '../random.js';

const [pack, unpack] = [promisify(deflate), promisify(inflate)];

export const tasks = ({ blocks, text }) => (text ? Math.min(blocks, Buffer.byteLength(text)) : blocks);

export async function run(task) {
  const own = Buffer.from(task.values.text);
  const text = own.length > 0 ? part(own, task) : write(task, task.values.block_kib * 1024);
  const packed = await pack(text, { level: task.values.level });
  const unpacked = await unpack(packed);
  if (!unpacked.equals(text)) throw new Error('What was decompressed differs from the text.');
  task.print(`block ${task.number + 1}: ${unpacked.length} bytes there and back (compressed ${packed.length})`);
  // The packed bytes are no part of the answer: another library packs the same text into others.
  return (BigInt(crc32(unpacked)) << 32n) | BigInt(unpacked.length);
}

/** The block of this task. */
function part(text, task) {
  const blocks = Math.min(task.values.blocks, text.length);
  const at = place => Math.floor((text.length * place) / blocks);
  return text.subarray(at(task.number), at(task.number + 1));
}

/** Text, its words chosen by chance. */
function write(task, length) {
  const random = randomOf(task);
  const words = [];
  for (let written = 0; written < length; written += words.at(-1).length) words.push(`${WORDS[below(WORDS.length, random)]} `);
  return Buffer.from(words.join('')).subarray(0, length);
}

const WORDS = [
  ...['a', 'the', 'of', 'and', 'or', 'task', 'thread', 'process', 'lane', 'lock', 'queue', 'core', 'memory', 'message'],
  ...['runs', 'waits', 'sleeps', 'computes', 'shares', 'blocks', 'yields', 'while', 'until', 'another', 'parallel'],
  ...['at once', 'together', 'in turn', 'quantum', 'switches', 'first,', 'last.'],
];
