// The programs and what runs them, as text: the very files of the project, each loaded when it is first shown.

const FILES = {
  ...import.meta.glob<string>(['../../../core/src/workload/*.rs', '../../../core/src/model/*.rs'], {
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>(['../../../cli/python/harness.py', '../../../cli/python/programs/*.py'], {
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>(['../../javascript/*.js', '../../javascript/programs/*.js'], { query: '?raw', import: 'default' }),
};

/** From here to the folder of the project, and to that of the page's sources. */
const TO_PROJECT = '../../../';
const TO_WEB = '../../';

const known = new Map<string, () => Promise<string>>(
  Object.entries(FILES).map(([path, load]) => [
    path.startsWith(TO_PROJECT) ? path.slice(TO_PROJECT.length) : `web/${path.slice(TO_WEB.length)}`,
    load,
  ]),
);

/** Whether there is a file with this path in the project, among those that can be shown. */
export function isKnown(path: string): boolean {
  return known.has(path);
}

export async function textOf(path: string): Promise<string> {
  const load = known.get(path);
  if (!load) throw new Error(`${path} is no file that can be shown.`);
  return load();
}
