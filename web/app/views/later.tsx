// Parts of the page that are loaded when they are first shown, and cost nothing before.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';

/** The component that `load` gives; until it is there, these words. */
export function later(load: () => Promise<ComponentType>, words = 'Opening …'): ComponentType {
  const loaded = signal<ComponentType | null>(null);
  const failed = signal(false);
  return function Later() {
    useEffect(() => {
      if (loaded.value) return;
      failed.value = false;
      load().then(
        component => {
          loaded.value = component;
        },
        () => {
          failed.value = true;
        },
      );
    }, []);
    const Component = loaded.value;
    if (Component) return <Component />;
    return (
      <p class="empty" aria-busy={!failed.value}>
        {failed.value ? 'This part of the page could not be loaded. Load the page again.' : words}
      </p>
    );
  };
}
