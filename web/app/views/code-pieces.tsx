// Lines of code, in the colours of their language, with their numbers, and words beside those that start tasks, wait, join or share. During a
// replay lanes stand on them.
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { FORMS, placeOf, rowsOf } from '../code/label-room.ts';
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
      {lanes && <CodeLanes lanes={lanes} />}
    </span>
  );
}

/** Which lanes are on a line, as far as there is room beside its code. */
function CodeLanes({ lanes }: { lanes: string[] }) {
  const own = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (own.current) place(own.current);
  });
  return (
    <span ref={own} class="code-lanes" title={lanes.join(', ')}>
      {lanes.map(lane => (
        <b key={lane}>
          {laneIn(lane)}
          <span>{lane.slice(laneIn(lane).length)}</span>
        </b>
      ))}
      <b class="count">{lanes.length === 1 ? '1 lane' : `${lanes.length} lanes`}</b>
    </span>
  );
}

/** Puts a label where it covers no code, in the first form that fits. */
function place(label: HTMLElement): void {
  const [line, code] = [label.parentElement, label.parentElement?.querySelector('.code-text')];
  if (!line || !code) return;
  const widths = FORMS.slice(0, -1).map(form => {
    label.dataset.form = form;
    return label.offsetWidth;
  });
  const text = document.createRange();
  text.selectNodeContents(code);
  const [rows, room] = [rowsOf([...text.getClientRects()]), line.getBoundingClientRect()];
  const { form, row } = placeOf(rows, room.right - EDGE_PX, widths);
  label.dataset.form = form;
  label.style.bottom = `${Math.max(1, room.bottom - (rows[row]?.bottom ?? room.bottom))}px`;
}

/** So far from the right edge labels stand, as in code.css. */
const EDGE_PX = 4;

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
