// Finds a program: where a variable says, or the first of its names on the PATH.
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export function programOnPath(names, told) {
  if (told) return told;
  // Cargo installs programs here, also where the PATH does not know.
  const folders = [...(process.env.PATH ?? '').split(delimiter), join(homedir(), '.cargo', 'bin')];
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(runnable);
}

function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
