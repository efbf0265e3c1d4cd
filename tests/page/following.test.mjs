// The page's benchmarks measure what they say: of following, one side folds and paints between executions, the other does neither; of a long
// trace, every frame that is panned is painted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measure } from '../../benches/following.mjs';
import { measure as measurePanning } from '../../benches/panning.mjs';
import { BROWSERS } from './both.mjs';

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

test('the benchmark of a long trace opens it, and pans it at each zoom with a picture for each frame', async () => {
  const found = await measurePanning(20_000, 8, BROWSERS.slice(0, 1));
  assert.ok(found.length > 0);
  for (const { browser, events, bytes, first_picture_ms, views } of found) {
    assert.ok(bytes > 50 * events, `${browser}: ${bytes} bytes`);
    assert.ok(first_picture_ms > 0);
    assert.equal(views.length, 3);
    for (const { page_ms, painter_ms, took_ms } of views) {
      assert.equal(page_ms.length, 7, browser);
      assert.ok(painter_ms.length > 0 && took_ms.length === painter_ms.length + 1, `${browser}: ${took_ms.length} pictures`);
    }
  }
});
