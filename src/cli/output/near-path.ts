import { isAbsolute, relative } from 'node:path';

/** A path as it is shortest to write: from this folder, unless it leads out of it. URLs stay as they are. */
export function nearPath(path: string): string {
  if (!isAbsolute(path)) return path;
  const near = relative('', path);
  return near.startsWith('..') ? path : near;
}
