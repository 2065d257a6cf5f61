import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

const folders = new Set<string>();

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * Creates a folder with these files in it, by path, which is deleted after the tests of the file. Contents that are not
 * strings are written as JSON.
 */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-'));
  folders.add(folder);
  for (const [path, content] of Object.entries(files)) write(join(folder, path), content);
  return folder;
}

/** Writes a file, and creates the folders that it lies in. Contents that are not strings are written as JSON. */
export function write(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}
