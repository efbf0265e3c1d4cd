// A text of the visitor's own, as one of the form's fields: typed, pasted, from a file that is chosen, or one that is dropped on it.
import { useRef, useState } from 'preact/hooks';
import { fitsAddress } from '../address.ts';
import type { Parameter } from '../schema.ts';
import { engine, formWorkload } from '../state.ts';
import { readTextFile } from '../text-file.ts';
import { fieldAttributes } from './field-attributes.ts';

interface Props {
  parameter: Parameter;
  typed: string;
  change(text: string): void;
}

export function TextInput({ parameter: { id }, typed, change }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    const [core, workload] = [engine.value, formWorkload.value];
    if (!file || !core || !workload) return;
    const found = await readTextFile(core, workload, file);
    setRefused('refused' in found ? found.refused : null);
    if ('given' in found) change(found.given);
  };
  return (
    <div class="own-text">
      <textarea
        id={id}
        rows={4}
        spellcheck={false}
        placeholder="Paste a text, or drop a file here"
        value={typed}
        onInput={event => {
          setRefused(null);
          change(event.currentTarget.value);
        }}
        onDrop={event => {
          if (!event.dataTransfer?.files.length) return;
          // Elsewhere on the page, files are reports.
          event.preventDefault();
          void take(event.dataTransfer.files[0]);
        }}
        {...fieldAttributes(id, `${id}-about`)}
      />
      <div class="own-text-tools">
        <button type="button" class="quiet small" onClick={() => input.current?.click()}>
          Choose a file …
        </button>
        {typed && (
          <button
            type="button"
            class="quiet small"
            onClick={() => {
              setRefused(null);
              change('');
            }}
          >
            Clear
          </button>
        )}
        <span class="caption">{typed && size(typed)}</span>
      </div>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label="A file with the text"
        onChange={event => {
          void take(event.currentTarget.files?.[0]);
          // The same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      {refused && (
        <p class="mistake" role="alert">
          {refused}
        </p>
      )}
      {!fitsAddress(typed) && (
        <p class="caption">
          This text is too long for the page’s address: a link, and the page when it is loaded again, come without it.
        </p>
      )}
    </div>
  );
}

function size(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  return bytes < 10_000 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KiB`;
}
