// Plans small enough for a test: the small values that the catalogue has for each workload.

export function smallPlan({ id, small }) {
  return { workload: id, parameters: small, workers: 2, runs: 3, warmup: 0 };
}

/** The address that shows a plan. */
export function addressOf(url, { workload, parameters, ...settings }) {
  const query = new URLSearchParams({ workload, ...settings });
  for (const [id, value] of Object.entries(parameters)) query.set(`param.${id}`, value);
  return `${url}#${query}`;
}
