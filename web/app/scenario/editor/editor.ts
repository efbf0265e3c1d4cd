// The editor itself: CodeMirror, in a chunk of its own. It stands in a shadow root, where its styles are objects of the document and no
// <style> element, which the page's content security policy would refuse.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { Mistake, Place } from '../../schema.ts';
import { type Complete, source } from './completion.ts';
import { rangeOf } from './range.ts';
import { HIGHLIGHT, THEME } from './theme.ts';
import { toml } from './toml.ts';

export interface Options {
  text: string;
  /** What a screen reader calls the editor. */
  label: string;
  /** The text was changed by the visitor. */
  typed(text: string): void;
  complete: Complete;
}

export interface Editor {
  /** Shows another text, with an empty history, unless it is this one. */
  show(text: string): void;
  /** Marks the place of a mistake. */
  mark(mistake: Mistake | null): void;
  goTo(place: Place): void;
  destroy(): void;
}

export function mount(host: HTMLElement, options: Options): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
  const extensions = extensionsFor(options);
  const begin = (doc: string) => EditorState.create({ doc, extensions });
  const view = new EditorView({ state: begin(options.text), parent: root, root });
  return {
    show(text) {
      const shown = view.state.doc.toString();
      // A text of one empty line stands for no text.
      if (text !== shown && !(shown === '' && text === '\n')) view.setState(begin(text));
    },
    mark(mistake) {
      const marks = mistake?.place
        ? [{ ...rangeOf(view.state.doc, mistake.place), severity: 'error' as const, message: mistake.message }]
        : [];
      view.dispatch(setDiagnostics(view.state, marks));
    },
    goTo(place) {
      view.dispatch({ selection: { anchor: rangeOf(view.state.doc, place).from }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function extensionsFor({ label, typed, complete }: Options): Extension {
  return [
    lineNumbers(),
    history(),
    StreamLanguage.define(toml),
    syntaxHighlighting(HIGHLIGHT),
    indentUnit.of('  '),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [source(complete)], icons: false }),
    highlightActiveLine(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of(update => {
      if (update.docChanged) typed(update.state.doc.toString());
    }),
    // Files become scenarios of their own; the editor would insert them.
    EditorView.domEventHandlers({ drop: event => (event.dataTransfer?.files.length ?? 0) > 0 }),
    keymap.of([
      // It runs the plan, which the page does.
      { key: 'Mod-Enter', run: () => true },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...lintKeymap,
      ...defaultKeymap,
      // Escape, then Tab leaves the editor.
      indentWithTab,
    ]),
    THEME,
  ];
}
