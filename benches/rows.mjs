// What the scripts of this folder share: how a script that measures hands over its rows, and whether there is little time for it. The fields of a
// row stand in src/measured.rs.

/** Whether few rounds must do: `--quick`. */
export const quick = process.argv.includes('--quick');

/** Prints rows for whoever judges them. All that is for people goes to standard error. */
export function handOver(rows) {
  process.stdout.write(`${JSON.stringify(rows)}\n`);
}

/** Whether a script was started by itself, and not imported by a test. */
export const isStarted = meta => process.argv[1] === meta.filename;

/** To be run inside of a page: the browser's name and version. */
export function browserName() {
  const [, name, version] = /(Firefox|Chrome|Version)\/([\d.]+)/.exec(navigator.userAgent) ?? ['', 'browser', ''];
  const names = { Chrome: 'Chromium', Version: 'WebKit' };
  return `${names[name] ?? name} ${version.split('.')[0]}`;
}
