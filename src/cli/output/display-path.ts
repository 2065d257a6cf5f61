import { isAbsolute, relative } from 'node:path';

/** Returns a path inside the working directory relative to it; any other path, and a URL, unchanged. */
export function displayPath(path: string): string {
  if (!isAbsolute(path)) return path;
  const relativePath = relative('', path);
  return relativePath.startsWith('..') ? path : relativePath;
}
