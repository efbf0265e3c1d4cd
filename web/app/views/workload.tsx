// Which program runs, and the sentence about it.
import { setWorkload } from '../actions.ts';
import type { WorkloadEntry } from '../schema.ts';
import { catalog, formValues, formWorkload } from '../state.ts';
import { FieldMistake } from './field.tsx';
import { fieldAttributes } from './field-attributes.ts';

/** The programs of each section of the article, in the catalogue's order, which is the article's. */
function bySection(workloads: WorkloadEntry[]): [string, WorkloadEntry[]][] {
  const sections = new Map<string, WorkloadEntry[]>();
  for (const one of workloads) sections.set(one.section, [...(sections.get(one.section) ?? []), one]);
  return [...sections];
}

export function WorkloadField() {
  const known = catalog.value.workloads.some(one => one.id === formValues.value?.workload);
  return (
    <div class="field">
      <label for="workload" class="section-title">
        Program
      </label>
      <select
        id="workload"
        value={formValues.value?.workload ?? ''}
        onChange={event => setWorkload(event.currentTarget.value)}
        {...fieldAttributes('workload', 'workload-about')}
      >
        {!known && formValues.value && <option value={formValues.value.workload}>{formValues.value.workload}</option>}
        {bySection(catalog.value.workloads).map(([section, workloads]) => (
          <optgroup key={section} label={section}>
            {workloads.map(one => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <FieldMistake field="workload" />
      <p class="about" id="workload-about">
        {formWorkload.value?.about}
      </p>
    </div>
  );
}
