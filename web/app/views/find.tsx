// A field that finds tasks, lanes and printed lines on the timeline; Enter goes to the next hit, Shift + Enter to the one before.
import { useEffect, useRef, useState } from 'preact/hooks';
import { isTyping } from '../keys.ts';
import { showSpan } from '../show-span.ts';
import { timelines } from '../state.ts';
import { MOST_HITS, search } from '../timeline/search.ts';

export function Find() {
  const [text, setText] = useState('');
  const [at, setAt] = useState(-1);
  const hits = search(timelines.value, text);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const go = (by: number) => {
    const next = at < 0 && by < 0 ? hits.length - 1 : (at + by + hits.length) % hits.length;
    const hit = hits[next];
    if (!hit) return;
    setAt(next);
    showSpan(hit.ref);
  };
  return (
    <search class="find">
      <input
        ref={field}
        type="search"
        placeholder="Find a task, lane or line"
        aria-label="Find a task, a lane or a printed line on the timeline"
        autoComplete="off"
        spellcheck={false}
        disabled={timelines.value.length === 0}
        value={text}
        onInput={event => {
          setText(event.currentTarget.value);
          setAt(-1);
        }}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            event.preventDefault();
            go(event.shiftKey ? -1 : 1);
          }
        }}
      />
      <button type="button" class="quiet icon" disabled={hits.length === 0} aria-label="The hit before" onClick={() => go(-1)}>
        ↑
      </button>
      <button type="button" class="quiet icon" disabled={hits.length === 0} aria-label="The next hit" onClick={() => go(1)}>
        ↓
      </button>
      <span class="caption" role="status">
        {told()}
      </span>
    </search>
  );

  function told(): string {
    if (!text.trim()) return '';
    const many = hits.length === MOST_HITS ? `the first ${hits.length}` : hits.length;
    const hit = hits[at];
    if (!hit) return hits.length ? `${many} found` : 'nothing found';
    return `${at + 1} of ${many}: ${hit.what}, under ${hit.model}`;
  }
}
