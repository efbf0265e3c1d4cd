// The ways to take the shown report away.
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

export function SaveMenu() {
  const able = !running.value && shown.value?.id != null;
  return (
    <>
      <button type="button" class="quiet small" popovertarget="save-menu" disabled={!able}>
        Save …
      </button>
      <div id="save-menu" class="sheet menu" popover="auto">
        <h2>Save the report as</h2>
        {engine.value?.formats.map(format => (
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
      </div>
      <CopyLink />
    </>
  );
}
