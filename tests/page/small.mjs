// Plans small enough for a test: the catalogue's own workloads with less to do.

/** Values for parameters that decide how long a workload takes, by id; all others keep their defaults. */
const LESS = { n: 2_000_000, time_scale: 1 };

export function smallPlan(workload) {
  const known = workload.parameters.map(parameter => parameter.id);
  const parameters = Object.fromEntries(Object.entries(LESS).filter(([id]) => known.includes(id)));
  return { workload: workload.id, parameters, workers: 2, runs: 3, warmup: 0 };
}

/** The address that shows a plan. */
export function addressOf(url, { workload, parameters, ...numbers }) {
  const query = new URLSearchParams({ workload });
  for (const [id, value] of Object.entries(parameters)) query.set(`param.${id}`, value);
  for (const [field, value] of Object.entries(numbers)) query.set(field, value);
  return `${url}#${query}`;
}
