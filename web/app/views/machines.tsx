// Other machines: the button and the sheet that it opens; what is in it is loaded then.
import { signal } from '@preact/signals';
import { lookForWorkers } from '../machines.ts';
import { engine } from '../state.ts';
import { later } from './later.tsx';

const MachinesForm = later(() => import('./machines-form.tsx').then(({ MachinesForm }) => MachinesForm));
const wasOpened = signal(false);

export function MachinesButton() {
  return (
    <button type="button" class="quiet small machines-switch" popovertarget="machines" disabled={!engine.value}>
      Other machines
    </button>
  );
}

export function MachinesSheet() {
  const onToggle = () => {
    wasOpened.value = true;
    lookForWorkers();
  };
  return (
    <div id="machines" class="sheet machines" popover="auto" onToggle={onToggle}>
      <h2>Other machines</h2>
      {wasOpened.value && <MachinesForm />}
    </div>
  );
}
