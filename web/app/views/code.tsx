// The program's own source, as it was compiled: the same lines run under every model.
import { useMemo } from 'preact/hooks';
import { tokenize } from '../rust.ts';
import { shownWorkload } from '../state.ts';

export function Code() {
  const program = shownWorkload.value;
  const lines = useMemo(() => tokenize(program?.source ?? ''), [program]);
  if (!program) return <p class="empty">Choose a program to read its source.</p>;
  return (
    <>
      <p class="caption">
        The source of “{program.title}”, from the file that was compiled. No line of it knows under which model it runs: an{' '}
        <code>.await</code> is where the model decides what happens next.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll long lines. */}
      <pre class="program-source" tabIndex={0}>
        <code>
          {lines.map((token, i) => (
            <span key={i} class={`token-${token.kind}`}>
              {token.text}
            </span>
          ))}
        </code>
      </pre>
    </>
  );
}
