// Finds a program: at the path that is given, or by the first of its names on the PATH.
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export function findProgram(names, given) {
  if (given) return given;
  // Cargo's folder for installed programs is not always on the PATH.
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
