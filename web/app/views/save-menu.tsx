// The ways to take what is shown away: the report in many formats, pictures, and a link.
import type { Subject } from '../picture/drawn.ts';
import { canDraw, KINDS, SUBJECTS, savePicture } from '../pictures.ts';
import { saveReport } from '../save.ts';
import { engine, running, shown } from '../state.ts';
import { CopyLink } from './copy-link.tsx';

const TITLES: Record<string, string> = {
  json: 'JSON, to be opened again',
  trace: 'Trace, for Perfetto',
  csv: 'CSV, every run a row',
  markdown: 'Markdown',
  html: 'HTML, one file',
};

const PICTURES: Record<Subject, string> = { results: 'Results', timeline: 'Timeline', sweep: 'Sweep' };

export function SaveMenu() {
  const hasReport = shown.value?.id != null;
  const subjects = SUBJECTS.filter(canDraw);
  const able = !running.value && (hasReport || subjects.length > 0);
  return (
    <>
      <button type="button" class="quiet small" popovertarget="save-menu" disabled={!able}>
        Save …
      </button>
      <div id="save-menu" class="sheet menu" popover="auto">
        {hasReport && <h2>Save the report as</h2>}
        {hasReport &&
          engine.value?.formats.map(format => (
            <button
              key={format.id}
              type="button"
              class="quiet"
              popovertarget="save-menu"
              popovertargetaction="hide"
              onClick={() => void saveReport(format)}
            >
              {TITLES[format.id] ?? format.id}
            </button>
          ))}
        {subjects.length > 0 && <h2>Save a picture of it, as it stands</h2>}
        {subjects.map(subject => (
          <div key={subject} class="picture">
            <span>{PICTURES[subject]}</span>
            {KINDS.map(kind => (
              <button
                key={kind}
                type="button"
                class="quiet"
                aria-label={`${PICTURES[subject]} as ${kind.toUpperCase()}`}
                popovertarget="save-menu"
                popovertargetaction="hide"
                onClick={() => void savePicture(subject, kind)}
              >
                {kind.toUpperCase()}
              </button>
            ))}
          </div>
        ))}
      </div>
      <CopyLink />
    </>
  );
}
