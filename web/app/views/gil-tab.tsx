// The tab of the GIL's laboratory. It is loaded when it is first opened, and costs nothing before.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

const loaded = signal<ComponentType | null>(null);

export function GilTab() {
  useEffect(() => {
    void import('./gil-panel.tsx').then(({ GilPanel }) => {
      loaded.value = GilPanel;
    });
  }, []);
  const Panel = loaded.value;
  return Panel ? <Panel /> : <p class="empty">Opening the laboratory …</p>;
}
