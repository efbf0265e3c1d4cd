// Pictures of what the page shows: which there can be, and saving them as SVG or PNG.
import { errorMessage } from '../workers/error.ts';
import type { Subject } from './picture/drawn.ts';
import { nameOf, saveBlob } from './save.ts';
import { refusals, shown, shownSweep, timelines } from './state.ts';

export const SUBJECTS: Subject[] = ['results', 'timeline', 'sweep'];
export const KINDS = ['svg', 'png'] as const;
type Kind = (typeof KINDS)[number];

/** Whether there is anything to be seen of it. */
export function canDraw(subject: Subject): boolean {
  if (subject === 'results') return shown.value?.view != null;
  return subject === 'timeline' ? timelines.value.length > 0 : shownSweep.value?.sweep != null;
}

/** Saves a picture, in the colours that the page has now, or says why not. */
export async function savePicture(subject: Subject, kind: Kind): Promise<void> {
  try {
    await saveDrawn(subject, kind);
  } catch (error) {
    refusals.value = [`The picture could not be made: ${errorMessage(error)}`];
  }
}

async function saveDrawn(subject: Subject, kind: Kind): Promise<void> {
  // What draws it is loaded when somebody wants a picture.
  const { drawn, lookOf, toPng } = await import('./picture/drawn.ts');
  const picture = await drawn(subject, lookOf(document.body));
  if (!picture) return;
  const blob = kind === 'svg' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : await toPng(picture);
  const report = subject === 'sweep' ? shownSweep.value?.sweep?.reports[0] : shown.value?.report;
  const plan = subject === 'sweep' ? shownSweep.value?.plan : shown.value?.plan;
  saveBlob(blob, `${nameOf(plan ?? {}, report ?? null)}-${subject}.${kind}`);
}
