// The button that copies a link with the shown results, and what became of it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { errorMessage } from '../../workers/error.ts';
import { copyText } from '../copy.ts';
import { LONGEST } from '../link.ts';
import { linkOfShown } from '../permalink.ts';
import { engine, running, type Source, shown, sources } from '../state.ts';

interface Outcome {
  /** Whose link it is. */
  source: Source | null;
  words: string;
  /** To be copied by hand, where the browser does not let the page do it. */
  link?: string;
}

const MOST = LONGEST.toLocaleString('en').replaceAll(',', '\u00a0');

export function CopyLink() {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [outcome]);
  const able = !running.value && shown.value?.id != null;
  const now = outcome?.source === shown.value ? outcome : null;
  return (
    <>
      <button type="button" class="quiet small" disabled={!able} onClick={() => void copyLink().then(setOutcome)}>
        Copy link with results
      </button>
      <div class="copied-link" role="status">
        {now && <p class="caption">{now.words}</p>}
        {now?.link && <input ref={field} readOnly value={now.link} aria-label="The link with the results" />}
      </div>
    </>
  );
}

async function copyLink(): Promise<Outcome> {
  const source = shown.value;
  try {
    const made = await linkOfShown();
    if (!made) {
      const words = `Even without their timelines, these results and their plan do not fit into the ${MOST} characters that a link may have: save them as JSON, which can be opened here.`;
      return { source, words };
    }
    const { link, timelines } = made;
    const without = timelines
      ? ''
      : `, without the timelines: with them, it would be longer than the ${MOST} characters that programs pass on`;
    // What else stands on the page is named, so that nobody looks for it where the link is opened.
    const alone = sources.value.length > 1 ? ` It holds ${source?.name ?? 'this page’s run'} alone.` : '';
    // Nobody else reaches a page that this machine serves to itself.
    const where = engine.value?.native ? ' It opens on this machine only, because the page is served here.' : '';
    if (await copyText(link)) return { source, words: `Copied${without}.${alone}${where}` };
    return { source, words: `The browser lets no page copy here: copy the link by hand${without}.${alone}${where}`, link };
  } catch (error) {
    return { source, words: `The link could not be made: ${errorMessage(error)}` };
  }
}
