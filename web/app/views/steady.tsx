// Room of a fixed height for sentences that come at the end of a run, so that nothing below moves then; what does not fit can be opened.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { running } from '../state.ts';

export function Steady({ children }: { children: ComponentChildren }) {
  const room = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  const busy = running.value;

  useEffect(() => {
    if (busy) setOpen(false);
  }, [busy]);
  useEffect(() => {
    const [outer, inner] = [room.current, content.current];
    if (!outer || !inner) return;
    // In the next frame: what changes the size of what is observed must not do so while that is being reported.
    const observer = new ResizeObserver(() => {
      requestAnimationFrame(() => setCut(inner.offsetHeight > outer.clientHeight));
    });
    observer.observe(inner);
    observer.observe(outer);
    const controller = new AbortController();
    const listening = { capture: true, signal: controller.signal };
    // Whoever unfolds something in it, or comes by keyboard to what is cut off, wants to see it.
    inner.addEventListener('toggle', () => setOpen(true), listening);
    const reached = ({ target }: FocusEvent) =>
      (target as Element).getBoundingClientRect().bottom > outer.getBoundingClientRect().bottom && setOpen(true);
    inner.addEventListener('focusin', reached, listening);
    return () => {
      observer.disconnect();
      controller.abort();
    };
  }, []);

  return (
    <div class={`steady ${open ? 'open' : cut ? 'cut' : ''}`}>
      <div ref={room} class="room">
        <div ref={content}>{children}</div>
      </div>
      {cut && !open && (
        <button type="button" class="quiet small" onClick={() => setOpen(true)}>
          Read all of it
        </button>
      )}
    </div>
  );
}
