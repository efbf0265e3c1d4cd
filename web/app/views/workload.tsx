// Which program runs, and the sentence about it.
import { chooseWorkload } from '../actions.ts';
import { catalog, draft, workload } from '../state.ts';
import { FieldMistake, faulty } from './field.tsx';

export function WorkloadField() {
  const known = catalog.value.workloads.some(one => one.id === draft.value?.workload);
  return (
    <div class="field">
      <label for="workload" class="section-title">
        Program
      </label>
      <select
        id="workload"
        value={draft.value?.workload ?? ''}
        onChange={event => chooseWorkload(event.currentTarget.value)}
        {...faulty('workload', 'workload-about')}
      >
        {!known && draft.value && <option value={draft.value.workload}>{draft.value.workload}</option>}
        {catalog.value.workloads.map(one => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </select>
      <FieldMistake field="workload" />
      <p class="about" id="workload-about">
        {workload.value?.about}
      </p>
    </div>
  );
}
