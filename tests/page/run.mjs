// Runs the tests of the page one file after another, all or those whose names contain an argument, and prints how many passed and which were skipped.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const filters = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter(name => name.endsWith('.test.mjs') && (filters.length === 0 || filters.some(filter => name.includes(filter))))
  .map(name => join(import.meta.dirname, name));

const count = { passed: 0, failed: 0 };
const failed = [];
const skipped = [];
/** What waits for ever in one file is a failure of that file, and the others still run. */
const FILE_TIMEOUT_MS = 10 * 60_000;
const tests = run({ files, concurrency: 1, timeout: FILE_TIMEOUT_MS });
// A test with subtests counts as one.
const isCounted = ({ nesting, details }) => nesting === 0 && details?.type !== 'suite';
tests.on('test:pass', test => {
  if (!isCounted(test)) return;
  // To node, a test that is skipped has passed.
  if (test.skip === undefined) count.passed += 1;
  else skipped.push(`${test.name}: ${test.skip}`);
});
tests.on('test:fail', test => {
  if (isCounted(test)) count.failed += 1;
  // A test with subtests says only how many of them failed.
  if (test.details.error?.failureType !== 'subtestsFailed') failed.push(`${test.name}: ${causeOf(test.details.error)}`);
});
const report = tests.compose(new spec());
report.on('end', () => {
  process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
  for (const test of skipped) process.stdout.write(`\nskipped  ${test}`);
  process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${skipped.length} skipped\n`);
  // Last, because whoever reads only the end of a long log wants to know.
  for (const test of failed) process.stdout.write(`failed  ${test}\n`);
  // What a file that was given up has started may still hold this process; all that it wrote goes out first.
  process.stdout.write('', () => process.exit());
});
report.pipe(process.stdout);

/** What went wrong, on one line. */
function causeOf(error) {
  const cause = error?.cause ?? error;
  return `${cause?.message ?? cause}`.replace(/\s+/g, ' ').slice(0, 300);
}
