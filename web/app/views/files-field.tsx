// Files of the visitor's own, as one of the form's fields: chosen, or dropped on it. They stay in the browser.
import { useRef } from 'preact/hooks';
import type { Parameter } from '../schema.ts';
import { ownFiles } from '../state.ts';
import { fieldAttributes } from './field-attributes.ts';

interface Props {
  parameter: Parameter;
  typed: string;
  change(listing: string): void;
}

export function FilesInput({ parameter: { id }, typed, change }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const take = (chosen: Iterable<File>) => {
    const files = [...chosen].sort((one, other) => (one.name < other.name ? -1 : 1));
    ownFiles.value = files;
    // As core reads it, in `core/src/plan/listing.rs`.
    change(files.map(file => `${file.size} ${file.name}`).join('\n'));
  };
  const names = typed.split('\n').filter(Boolean);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what can be dropped can be chosen by the button.
    <div
      class="own-text"
      onDragOver={event => event.preventDefault()}
      onDrop={event => {
        if (!event.dataTransfer?.files.length) return;
        // Elsewhere on the page, files are reports.
        event.preventDefault();
        event.stopPropagation();
        take(event.dataTransfer.files);
      }}
    >
      <div class="own-text-tools">
        <button
          type="button"
          id={id}
          class="quiet small"
          onClick={() => input.current?.click()}
          {...fieldAttributes(id, `${id}-about`)}
        >
          Choose files …
        </button>
        {typed && (
          <button type="button" class="quiet small" onClick={() => take([])}>
            Clear
          </button>
        )}
        <span class="caption">{names.length === 0 ? 'or drop them here' : `${names.length} chosen`}</span>
      </div>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Files to read"
        onChange={event => {
          take(event.currentTarget.files ?? []);
          // The same files can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
