// The benchmark of following on the page measures what it says: one side folds and paints between executions, the other does neither.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measure } from '../../benches/following.mjs';

test('the benchmark runs the same executions with the page folding and painting, and without', async () => {
  const { series, marks } = await measure(2);
  assert.deepEqual(
    series.map(({ model }) => model),
    ['sequential', 'threads'],
  );
  for (const { model, with_ms, without_ms } of series) {
    assert.equal(with_ms.length, 2, model);
    assert.equal(without_ms.length, 2, model);
    for (const time of [...with_ms, ...without_ms]) assert.ok(time > 0, `${model}: ${time} ms`);
  }
  for (const [followed, alone] of marks.with.map((marked, round) => [marked, marks.without[round]])) {
    assert.equal(followed.execution, alone.execution, 'the same executions');
    assert.ok(followed.execution > 0);
    assert.ok(followed.fold > 0 && followed.paint >= followed.execution, JSON.stringify(followed));
    assert.deepEqual([alone.fold, alone.paint], [0, 0]);
  }
});
