// How the editor looks: the page's own colours and sizes, in light and dark.
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--ready)' },
  { tag: tags.number, color: 'var(--starting)' },
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.heading, fontWeight: '650' },
  { tag: tags.bool, color: 'var(--starting)' },
  { tag: tags.bracket, color: 'var(--soft)' },
]);

export const THEME = EditorView.theme({
  '&': {
    height: '100%',
    borderRadius: 'var(--round)',
    background: 'var(--paper)',
    color: 'var(--ink)',
    fontSize: 'var(--editor-size)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { overflow: 'auto', fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 14px 0 8px' },
  '.cm-gutters': { border: '0', background: 'transparent', color: 'var(--soft)', fontSize: 'max(12px, var(--least))' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 8px 0 6px', lineHeight: 'calc(1.6 * var(--editor-size))' },
  '.cm-activeLine': { background: 'transparent' },
  '&.cm-focused .cm-activeLine': { background: 'color-mix(in srgb, var(--line) 40%, transparent)' },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--running-ground)', color: 'inherit' },
  '&.cm-focused .cm-nonmatchingBracket': { background: 'transparent', color: 'inherit' },
  '.cm-content ::selection': { background: 'var(--running-ground)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--wrong) 1.5px',
    textUnderlineOffset: '4px',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--wrong)' },
  '.cm-snippetField': { background: 'var(--running-ground)' },
  '.cm-tooltip': {
    zIndex: '4',
    maxWidth: 'min(420px, 92vw)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--round)',
    background: 'var(--paper)',
    color: 'var(--ink)',
    boxShadow: '0 6px 20px rgb(0 0 0 / 0.16)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '13em',
    borderRadius: 'var(--round)',
    fontFamily: 'var(--mono)',
    fontSize: 'max(13px, var(--least))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 12px', lineHeight: '1.5' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--running-ground)', color: 'var(--ink)' },
  '.cm-completionMatchedText': { color: 'var(--accent)', fontWeight: '650', textDecoration: 'none' },
  '.cm-completionInfo': {
    padding: '7px 12px',
    width: 'max-content',
    maxWidth: '260px',
    font: 'max(13px, var(--least))/1.45 system-ui, sans-serif',
  },
  '.cm-diagnostic': {
    padding: '7px 12px',
    borderLeft: '3px solid var(--wrong)',
    font: 'max(13px, var(--least))/1.45 system-ui, sans-serif',
    whiteSpace: 'pre-line',
  },
});
