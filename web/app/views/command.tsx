// The same plan as a command for the native program, ready to be copied.
import { useState } from 'preact/hooks';
import { copyText } from '../copy.ts';
import { command, engine } from '../state.ts';
import { Term } from './term.tsx';

const COPIED_MS = 1500;

export function CommandLine() {
  const [copied, setCopied] = useState(false);
  const served = engine.value?.native;
  // Where native runs cannot be had from the page, their file can be opened here.
  const text = command.value && (served ? command.value : `${command.value} --json native.json`);
  const copy = async () => {
    if (await copyText(text)) {
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    } else {
      // The text is selected, to be copied by hand.
      const code = document.getElementById('command');
      if (code) getSelection()?.selectAllChildren(code);
    }
  };
  return (
    <div class="command">
      <div class="command-head">
        <Term id="command">The same, natively</Term>
        <button type="button" class="quiet small" onClick={copy} disabled={!command.value}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      </div>
      <code id="command">{text}</code>
      {text && !served && (
        <p class="caption">Then open native.json here, by the button or by dropping it: both stand side by side.</p>
      )}
    </div>
  );
}
