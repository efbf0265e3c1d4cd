// Plans small enough for a test, and what several browsers do with them.

/** The small values that the catalogue has for a workload. */
export function smallPlan({ id, small }) {
  return { workload: id, parameters: small, workers: 2, runs: 3, warmup: 0 };
}

/** The address that shows a plan. */
export function addressOf(url, { workload, parameters, ...settings }) {
  const query = new URLSearchParams({ workload, ...settings });
  for (const [id, value] of Object.entries(parameters)) query.set(`param.${id}`, value);
  return `${url}#${query}`;
}

/** In the page: begins a sweep, cancels it when it is drawn, and gives what it had by then, and the report of a run after it. */
export async function cancelSweep(plan) {
  const drawn = new Promise(resolve => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('.sweep .chart')) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { subtree: true, childList: true });
  });
  const running = window.interleave.sweep({ ...plan, runs: 500 }, { parameter: 'workers', values: [1, 2] });
  await drawn;
  document.querySelector('.run').click();
  const found = await running;
  return [found, await window.interleave.run({ workload: 'count', parameters: { n: 1000 }, models: ['threads'], runs: 1 })];
}
