import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../../base/error-message.ts';

/** Fixture files that cannot be read; the message lists every fault at once. */
export class FixtureFileError extends Error {
  override readonly name = 'FixtureFileError';
}

/** The folder whose JSON files are the collections: `DIR/state` where there is one, else DIR. */
export function stateFolder(folder: string | URL): string {
  const path = typeof folder === 'string' ? folder : fileURLToPath(folder);
  const state = join(path, 'state');
  return existsSync(state) ? state : path;
}

/**
 * Reads a folder of collections: each `*.json` is a list of items, called by its file name.
 * @throws FixtureFileError when there is no such folder, it holds no collection, or files are no JSON lists.
 */
export function loadFixturesSync(folder: string | URL): Readonly<Record<string, readonly unknown[]>> {
  const path = stateFolder(folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new FixtureFileError(
      `${path}: there is no such folder: give one with a *.json file per collection`,
    );
  }
  const files = readdirSync(path).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new FixtureFileError(`${path}: there is no *.json file in this folder`);
  const faults: string[] = [];
  const collections = files.map(
    (file) => [basename(file, '.json'), readList(join(path, file), faults)] as const,
  );
  if (faults.length > 0) throw new FixtureFileError(faults.join('\n'));
  return Object.fromEntries(collections);
}

function readList(path: string, faults: string[]): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (Array.isArray(value)) return value as readonly unknown[];
    faults.push(`${path}: this is no list: write the items of the collection as [{…}, {…}]`);
  } catch (error) {
    faults.push(`${path}: this is no JSON: ${messageOf(error)}`);
  }
  return [];
}
