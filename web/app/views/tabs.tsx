// What to read below the timeline, one tab at a time.
import type { ComponentType } from 'preact';
import { openTab } from '../actions.ts';
import { TABS, type Tab, tab } from '../state.ts';
import { Console } from './console.tsx';
import { later } from './later.tsx';

const AsText = later(() => import('./as-text.tsx').then(({ AsText }) => AsText));
const Code = later(() => import('./code.tsx').then(({ Code }) => Code));
const GilPanel = later(() => import('./gil-panel.tsx').then(({ GilPanel }) => GilPanel), 'Opening the laboratory …');
const TaskManager = later(() => import('./task-manager.tsx').then(({ TaskManager }) => TaskManager));
const Where = later(() => import('./where.tsx').then(({ Where }) => Where));

const PANELS: Record<Tab, { title: string; Panel: ComponentType }> = {
  console: { title: 'Console', Panel: Console },
  processes: { title: 'Task manager', Panel: TaskManager },
  where: { title: 'Where the time went', Panel: Where },
  gil: { title: 'GIL', Panel: GilPanel },
  code: { title: 'Code', Panel: Code },
  text: { title: 'As text', Panel: AsText },
};

export function Tabs() {
  const { Panel } = PANELS[tab.value];
  return (
    <section class="tabs" aria-label="More about the run">
      <div class="tab-list" role="tablist" aria-label="More about the run" onKeyDown={moveToTab}>
        {TABS.map(id => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-controls="tab-panel"
            aria-selected={id === tab.value}
            tabIndex={id === tab.value ? 0 : -1}
            onClick={() => openTab(id)}
          >
            {PANELS[id].title}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll a panel that holds nothing to press. */}
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab.value}`} tabIndex={0}>
        <Panel />
      </div>
    </section>
  );
}

function moveToTab(event: KeyboardEvent): void {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const next = TABS[(TABS.indexOf(tab.value) + by + TABS.length) % TABS.length] as Tab;
  openTab(next);
  document.getElementById(`tab-${next}`)?.focus();
}
