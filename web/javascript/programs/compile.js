// A compiler at work, module by module: WebAssembly text to binary, by wabt. It never waits, so only workers compile at the same time.
import initWabt from 'wabt';
import { checksum } from '../numbers.js';
import { below, randomOf } from '../random.js';

const wabt = await initWabt();

/** Functions of a module, and operations within operations. */
const [FUNCTIONS, DEPTH] = [4, 4];
const OPERATIONS = ['i32.add', 'i32.sub', 'i32.mul', 'i32.and', 'i32.or', 'i32.xor', 'i32.shl', 'i32.rotr'];

export const tasks = values => values.programs;

export function run(task) {
  const random = randomOf(task);
  let [written, compiled, answer] = [0, 0, checksum([])];
  for (let module = 0; module < task.values.modules; module++) {
    const text = task.values.text || moduleByChance(random);
    const binary = compile(text);
    answer = checksum(binary, answer);
    written += Buffer.byteLength(text);
    compiled += binary.length;
  }
  task.print(`program ${task.number + 1}: ${written} bytes of text, ${compiled} of binary`);
  return answer;
}

/** The names in a text are part of the binary. Of functions that name only some of their parameters other compilers write them differently. */
function compile(text) {
  const module = wabt.parseWat('module.wat', text);
  const { buffer } = module.toBinary({ write_debug_names: text.includes('$') });
  module.destroy();
  return buffer;
}

/** A module whose functions calculate something. */
function moduleByChance(random) {
  const functions = Array.from({ length: FUNCTIONS }, (_, number) => {
    const head = `  (func (export "f${number}") (param $a i32) (param $b i32) (result i32)`;
    return `${head}${expression(random, DEPTH)})\n`;
  });
  return `(module\n${functions.join('')})\n`;
}

function expression(random, depth) {
  const line = `\n${' '.repeat(2 * (2 + DEPTH - depth))}`;
  if (depth === 0) return line + operand(random);
  const operation = OPERATIONS[below(OPERATIONS.length, random)];
  return `${line}(${operation}${expression(random, depth - 1)}${expression(random, depth - 1)})`;
}

function operand(random) {
  const kind = below(4, random);
  if (kind < 2) return kind === 0 ? '(local.get $a)' : '(local.get $b)';
  return `(i32.const ${below(2 ** 20, random)})`;
}
