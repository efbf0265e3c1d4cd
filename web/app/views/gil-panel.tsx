// Everything about the GIL that is no run of the form: its laboratory, and how closely ours behaves like CPython's in this browser.
import { GilHere } from './gil-here.tsx';
import { GilLab } from './gil-lab.tsx';

export function GilPanel() {
  return (
    <div class="gil-panel">
      <GilLab />
      <GilHere />
    </div>
  );
}
