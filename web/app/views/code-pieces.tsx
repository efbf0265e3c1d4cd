// Lines of code, in the colours of their language, with their numbers, and words beside those that start tasks, wait, join or share.
import type { Line, Piece } from '../code/listing.ts';

interface Props {
  pieces: Piece[];
  label: string;
  part: 'runs' | 'program';
}

export function CodePieces({ pieces, label, part }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll long programs.
    <section class={`code-pane ${part}`} tabIndex={0} aria-label={label}>
      {pieces.map(({ path, lines }) => (
        <pre key={path}>
          <code>
            <span class="code-path">{path}</span>
            {lines.map((line, place) =>
              line ? (
                <CodeLine key={line.number} line={line} />
              ) : (
                <span key={`gap ${place}`} class="code-gap" aria-hidden="true">
                  ⋯{'\n'}
                </span>
              ),
            )}
          </code>
        </pre>
      ))}
    </section>
  );
}

function CodeLine({ line: { number, tokens, differs, marks } }: { line: Line }) {
  return (
    <span class={differs ? 'code-line differs' : 'code-line'} data-line={number}>
      <span class="code-text">
        {tokens.map((token, place) =>
          token.class ? (
            <span key={place} class={`code-${token.class}`}>
              {token.text}
            </span>
          ) : (
            token.text
          ),
        )}
        {marks.map(mark => (
          <i key={mark} class={mark}>
            {mark}
          </i>
        ))}
        {'\n'}
      </span>
    </span>
  );
}
