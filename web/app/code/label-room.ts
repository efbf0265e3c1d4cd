// Where beside a lit line its label fits, so that it covers no code. Pure.

/** How a label says which lanes are on a line, the most telling one first; the last one says it by colour alone. */
export const FORMS = ['words', 'names', 'count', 'colour'] as const;
type Form = (typeof FORMS)[number];

/** A row of a line that does not fit into one: where its text ends. In pixels, as all that follows. */
interface Row {
  right: number;
  bottom: number;
}

interface Place {
  form: Form;
  /** The row beside which it stands. */
  row: number;
}

/** Air between code and label. */
const GAP_PX = 6;

/** `widths` are those of the forms but the last; `edge` is where a label may end at the right. The lowest row with room is taken. */
export function placeOf(rows: Row[], edge: number, widths: number[]): Place {
  for (const [place, width] of widths.entries()) {
    const row = rows.findLastIndex(({ right }) => right + GAP_PX + width <= edge);
    if (row >= 0) return { form: FORMS[place] as Form, row };
  }
  return { form: 'colour', row: rows.length - 1 };
}

/** The rows of the pieces that a text is drawn in: those that overlap in height are of one row. */
export function rowsOf(pieces: { top: number; bottom: number; right: number }[]): Row[] {
  const rows: Row[] = [];
  for (const { top, bottom, right } of pieces.toSorted((a, b) => a.bottom - b.bottom)) {
    const row = rows.at(-1);
    if (row && (top + bottom) / 2 < row.bottom) {
      row.right = Math.max(row.right, right);
      row.bottom = Math.max(row.bottom, bottom);
    } else rows.push({ right, bottom });
  }
  return rows;
}
