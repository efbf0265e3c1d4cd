// A word that explains itself on hover and on focus, and the layer in which the explanation appears.
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { TERMS, type TermId } from '../glossary.ts';
import { openTooltip, tooltip } from '../tooltip.ts';

export function Term({ id, children }: { id: TermId; children: string }) {
  const described = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must reach the explanation that a mouse gets by hovering.
    <span class="term" tabIndex={0} aria-describedby={described} {...tooltip(TERMS[id])}>
      {children}
      <span class="visually-hidden" id={described} hidden>
        {TERMS[id]}
      </span>
    </span>
  );
}

const MARGIN = 8;

export function TooltipLayer() {
  const layer = useRef<HTMLDivElement>(null);
  const now = openTooltip.value;
  useLayoutEffect(() => {
    const element = layer.current;
    if (!element || !now) return;
    const { width, height } = element.getBoundingClientRect();
    const { anchor, side } = now;
    const beside = side === 'beside' && anchor.right + width + 2 * MARGIN < innerWidth;
    const preferred = beside ? anchor.right + MARGIN : anchor.left;
    const left = Math.min(Math.max(MARGIN, preferred), innerWidth - width - MARGIN);
    const below = beside ? anchor.top : anchor.bottom + MARGIN;
    const above = beside ? innerHeight - height - MARGIN : anchor.top - height - MARGIN;
    const top = below + height > innerHeight ? above : below;
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }, [now]);
  return (
    <div ref={layer} class="tip" aria-hidden="true" hidden={!now}>
      {now?.text}
    </div>
  );
}
