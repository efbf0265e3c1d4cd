// The Mandelbrot set: every row is a task that only computes and needs no other row.
import { checksum } from '../numbers.js';

/** The part of the plane that is shown. */
const [LEFT, WIDTH, HEIGHT] = [-2.25, 3, 2];
/** The sketch that is printed. */
const [COLUMNS, LINES] = [32, 12];

export const tasks = values => values.height;

export function run(task) {
  const { width, height, limit } = task.values;
  const y = ((task.number + 0.5) * HEIGHT) / height - HEIGHT / 2;
  const counts = Array.from({ length: width }, (_, column) => iterations(((column + 0.5) * WIDTH) / width + LEFT, y, limit));
  // Some rows are enough to recognise the picture.
  if (task.number % Math.ceil(height / LINES) === 0) {
    const sketch = new Array(COLUMNS).fill(' ');
    for (const [column, count] of counts.entries()) sketch[Math.floor((column * COLUMNS) / width)] = shade(count, limit);
    task.print(`${String(task.number + 1).padStart(4)} ${sketch.join('').trimEnd()}`);
  }
  return checksum(counts);
}

/** How many iterations of z = z * z + c it takes until z is certain to run away, or the limit. */
function iterations(x, y, limit) {
  let [real, imaginary] = [0, 0];
  for (let count = 0; count < limit; count++) {
    const [realSquared, imaginarySquared] = [real * real, imaginary * imaginary];
    if (realSquared + imaginarySquared > 4) return count;
    imaginary = 2 * real * imaginary + y;
    real = realSquared - imaginarySquared + x;
  }
  return limit;
}

function shade(count, limit) {
  if (count === limit) return '#';
  return count < 5 ? ' ' : count < 12 ? '.' : count < 40 ? '+' : '*';
}
