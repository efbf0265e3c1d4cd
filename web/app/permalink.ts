// The link that holds what is shown: making it, and opening the results of the page's own address.
import { decode, encode, fitsAddress } from './address.ts';
import { FROM_LINK, read, resultsIn, withResults } from './link.ts';
import { type Look, USUAL_LOOK } from './look.ts';
import { currentLook, findLook, wantLook } from './looking.ts';
import { openFiles } from './opened.ts';
import { fromPlan, withDefaults } from './plan.ts';
import type { Report } from './schema.ts';
import { catalog, engine, opened, refusals, running, shown, TABS, tab } from './state.ts';

/** A link with the shown report; without its timelines where they do not fit, and none where nothing does. */
export async function linkOfShown(): Promise<{ link: string; timelines: boolean } | null> {
  const [runner, source] = [engine.value, shown.value];
  if (!runner || !source?.report || source.id === null) return null;
  const address = addressOf(source.report, currentLook());
  if (address === null) return null;
  const whole = await withResults(address, await runner.export(source.id, 'json'));
  if (whole) return { link: whole, timelines: source.timelines.length > 0 };
  const plain = addressOf(source.report, USUAL_LOOK) ?? address;
  const link = await withResults(plain, JSON.stringify(withoutTraces(source.report)));
  return link === null ? null : { link, timelines: false };
}

/** Opens the results of the address, now and whenever it changes. Its plan is read elsewhere, whatever becomes of them. */
export function openLinks(): void {
  const open = () => void openResults(resultsIn(location.hash), decode(location.hash).look);
  window.addEventListener('hashchange', open);
  open();
}

async function openResults(value: string | null, look: Look): Promise<void> {
  if (value === null) return;
  if (running.value) return refuse('The results in the link were not opened while a run goes on: open it again afterwards.');
  const found = await read(value);
  if ('refused' in found) return refuse(found.refused);
  await openFiles([new File([found.given], FROM_LINK)]);
  wantLook(look);
  findLook(opened.value.findLast(({ name }) => name === FROM_LINK) ?? null);
  // As the subject of a sentence, it needs another word.
  refusals.value = refusals.value.map(sentence => (sentence.startsWith(FROM_LINK) ? `The report ${sentence}` : sentence));
}

function refuse(sentence: string): void {
  refusals.value = [sentence];
}

/** The address of this page with the plan of a report in the form; `null` where the plan has a text that is too long for it. */
function addressOf({ plan }: Report, look: Look): string | null {
  const values = withDefaults(catalog.value, fromPlan(plan));
  if (!Object.values(values.parameters).every(fitsAddress)) return null;
  const hash = encode(catalog.value, values, { tab: tab.value === TABS[0] ? null : tab.value, place: null, look });
  return `${location.href.replace(/#.*$/, '')}#${hash}`;
}

function withoutTraces(report: Report): Report {
  return { ...report, results: report.results.map(result => ({ ...result, trace: null })) };
}
