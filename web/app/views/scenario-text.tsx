// The text of the scenario, in its editor, with core's sentence below it when it cannot be run.
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Editor } from '../scenario/editor/editor.ts';
import { loadLanguage, text, typed } from '../scenario/store.ts';
import { engine, mistake } from '../state.ts';
import { ScenarioSaid } from './scenario-said.tsx';

/** The parameter that holds the text. */
const TEXT = 'text';
const LABEL = 'The scenario, as TOML';

export function ScenarioText() {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [plain, setPlain] = useState(false);
  useEffect(() => {
    let [gone, mounted]: [boolean, Editor | null] = [false, null];
    void load(host, () => gone).then(
      found => {
        mounted = found;
        setEditor(found);
      },
      // Without the editor, its text can still be changed.
      () => setPlain(true),
    );
    return () => {
      gone = true;
      mounted?.destroy();
    };
  }, []);
  useSignalEffect(() => {
    const [now, found] = [text.value, mistake.value];
    editor?.show(now);
    editor?.mark(found?.field === TEXT ? found : null);
  });
  const wrong = mistake.value?.field === TEXT ? mistake.value : null;
  return (
    <>
      <div class="scenario-text" aria-invalid={wrong ? true : undefined}>
        {!editor && (
          <textarea
            id={plain ? TEXT : undefined}
            readOnly={!plain}
            spellcheck={false}
            aria-label={LABEL}
            value={text.value}
            onInput={event => typed(event.currentTarget.value)}
          />
        )}
        <div ref={host} id={plain ? undefined : TEXT} hidden={!editor} />
      </div>
      <ScenarioSaid wrong={wrong} goTo={editor?.goTo} />
    </>
  );
}

/** Loads the built-in scenarios, and the editor, which is a script of its own. */
async function load(host: { current: HTMLElement | null }, isGone: () => boolean): Promise<Editor | null> {
  const core = engine.value;
  if (!core) return null;
  await loadLanguage();
  const { mount } = await import('../scenario/editor/editor.ts');
  if (isGone() || !host.current) return null;
  return mount(host.current, {
    text: text.value,
    label: `${LABEL}. Escape, then Tab leaves the editor.`,
    typed,
    complete: core.completeScenario,
  });
}
