// What to read below the timeline, one tab at a time.
import type { ComponentType } from 'preact';
import { openTab } from '../actions.ts';
import { TABS, type Tab, tab } from '../state.ts';
import { AsText } from './as-text.tsx';
import { Code } from './code.tsx';
import { Console } from './console.tsx';
import { GilTab } from './gil-tab.tsx';
import { TaskManager } from './task-manager.tsx';
import { Where } from './where.tsx';

const PANELS: Record<Tab, { title: string; Panel: ComponentType }> = {
  console: { title: 'Console', Panel: Console },
  processes: { title: 'Task manager', Panel: TaskManager },
  where: { title: 'Where the time went', Panel: Where },
  gil: { title: 'GIL', Panel: GilTab },
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
