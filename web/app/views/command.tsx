// What the page does as commands for the native program, ready to be copied.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../copy.ts';
import { inOrder } from '../opened.ts';
import { fileOf } from '../save.ts';
import { command, comparison, engine, ownRun, sources } from '../state.ts';
import { ReadCommand } from './read-command.tsx';
import { Term } from './term.tsx';

const COPIED_MS = 1500;
/** There is no registry that has it: it is built from where its source is. */
const INSTALL = 'cargo install --locked --path .';

interface CommandProps {
  id: string;
  title: ComponentChildren;
  text: string;
}

/** A command with the button that copies it. */
export function Command({ id, title, text }: CommandProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (await copyText(text)) {
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    } else {
      // The text is selected, to be copied by hand.
      const code = document.getElementById(id);
      if (code) getSelection()?.selectAllChildren(code);
    }
  };
  return (
    <div class="command">
      <div class="command-head">
        <span>{title}</span>
        <button type="button" class="quiet small" onClick={copy} disabled={!text}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      </div>
      <code id={id}>{text}</code>
    </div>
  );
}

/** The form's plan, and the way back from a command to the form. */
export function CommandLine() {
  const served = engine.value?.native;
  // Where native runs cannot be had from the page, their file can be opened here.
  const text = command.value && (served ? command.value : `${command.value} --json native.json`);
  return (
    <div class="commands">
      <Command id="command" title={<Term id="command">The same, natively</Term>} text={text} />
      {text && !served && (
        <>
          <p class="caption">Then open native.json here, by the button or by dropping it: both stand side by side.</p>
          <Command id="install-command" title="To have this program: in a clone of its repository" text={INSTALL} />
        </>
      )}
      <ReadCommand />
    </div>
  );
}

/** The reports that stand side by side, by their files. */
export function ComparisonCommand() {
  const [text, setText] = useState('');
  const shown = inOrder(sources.value);
  // An earlier run is no file, and may be of other values, which a terminal refuses.
  const inFiles = comparison.value && !shown.some(({ isEarlier }) => isEarlier);
  const files = inFiles ? shown.map(fileOf) : [];
  const asked = JSON.stringify(files);
  useEffect(() => {
    const files = JSON.parse(asked);
    if (files.length < 2) return;
    let latest = true;
    void engine.value?.compareCommand(files).then(found => latest && setText(found));
    return () => {
      latest = false;
    };
  }, [asked]);
  if (files.length < 2) return null;
  return (
    <div class="comparison-command">
      <Command id="comparison-command" title="The same comparison, in a terminal" text={text} />
      {ownRun.value && <p class="caption">The run of this page is the file that Save makes of it, as JSON.</p>}
    </div>
  );
}
