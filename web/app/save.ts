// Saves what is shown as a file.
import { FROM_LINK } from './link.ts';
import type { Report } from './schema.ts';
import type { Source } from './state.ts';
import { engine, shown } from './state.ts';
import type { Format, PartialPlan } from './types.ts';

/** Saves the shown report in a format. */
export async function saveReport({ id, extension, media_type }: Format): Promise<void> {
  const source = shown.value;
  if (source === null || source.id === null) return;
  const text = await engine.value?.export(source.id, id);
  if (text !== undefined) saveBlob(new Blob([text], { type: media_type }), `${nameOf(source.plan, source.report)}.${extension}`);
}

/** Hands a file to the browser, which asks where to or puts it among its downloads. */
export function saveBlob(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken it when the click is done.
  URL.revokeObjectURL(link.href);
}

/** The file that a report is, or would be saved as. */
export function fileOf({ name, plan, report }: Source): string {
  return name === null || name === FROM_LINK ? `${nameOf(plan, report)}.json` : name;
}

/** `interleave-count-2026-01-02T03-04-05`: what was run, and when. */
export function nameOf({ workload }: PartialPlan, report: Report | null): string {
  const when = report?.created.slice(0, 19).replaceAll(':', '-') ?? '';
  return ['interleave', workload ?? 'run', when].filter(Boolean).join('-');
}
