// Lines of code, in the colours of their language, with their numbers, and words beside those that start tasks, wait, join or share. During a
// replay lanes stand on them.
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Line, Piece } from '../code/listing.ts';

interface Props {
  pieces: Piece[];
  label: string;
  part: 'runs' | 'program';
  /** On lines of the first piece: the lanes that are there, in words. */
  lit?: Map<number, string[]> | undefined;
}

export function CodePieces({ pieces, label, part, lit }: Props) {
  const pane = useRef<HTMLElement>(null);
  useFollowing(pane, lit);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll long programs.
    <section ref={pane} class={`code-pane ${part}`} tabIndex={0} aria-label={label}>
      {pieces.map(({ path, lines }, place) => (
        <pre key={path}>
          <code>
            <span class="code-path">{path}</span>
            {lines.map((line, number) =>
              line ? (
                <CodeLine key={line.number} line={line} lanes={place === 0 ? lit?.get(line.number) : undefined} />
              ) : (
                <span key={`gap ${number}`} class="code-gap" aria-hidden="true">
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

function CodeLine({ line, lanes }: { line: Line; lanes: string[] | undefined }) {
  // The same elements each time: a replay touches only lines to which lanes come.
  const text = useMemo(() => <CodeText line={line} />, [line]);
  const kinds = ['code-line', line.differs && 'differs', lanes && 'lit'].filter(Boolean);
  return (
    <span class={kinds.join(' ')} data-line={line.number}>
      {text}
      {lanes && (
        <span class="code-lanes">
          {lanes.map(lane => (
            <b key={lane}>{lane}</b>
          ))}
        </span>
      )}
    </span>
  );
}

function CodeText({ line: { tokens, marks } }: { line: Line }) {
  return (
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
  );
}

/** Keeps the line in view to which a lane has come last. Only the pane scrolls, never the page. */
function useFollowing(pane: { current: HTMLElement | null }, lit: Map<number, string[]> | undefined): void {
  const before = useRef<Map<number, string[]>>(new Map());
  useLayoutEffect(() => {
    const names = (line: number, all: Map<number, string[]>) => (all.get(line) ?? []).map(laneIn).join();
    const come = [...(lit?.keys() ?? [])].find(line => names(line, lit as Map<number, string[]>) !== names(line, before.current));
    before.current = lit ?? new Map();
    const [room, line] = [
      pane.current,
      come && pane.current?.querySelector<HTMLElement>(`pre:first-child [data-line="${come}"]`),
    ];
    if (!room || !line) return;
    const [top, bottom] = [line.offsetTop - HEAD_PX, line.offsetTop + line.offsetHeight + HEAD_PX];
    if (top < room.scrollTop || bottom > room.scrollTop + room.clientHeight)
      room.scrollTop = line.offsetTop - room.clientHeight / 2;
  }, [lit]);
}

/** The path of a file stands above its lines, and covers so much of them. */
const HEAD_PX = 32;

/** What a lane does is said after its name. */
function laneIn(words: string): string {
  return words.split(':')[0] as string;
}
