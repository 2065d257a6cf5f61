import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../../base/error-message.ts';

/** Thrown for fixture files that cannot be read. The message lists every fault, a line each. */
export class FixtureFileError extends Error {
  override readonly name = 'FixtureFileError';
}

/** Returns the folder whose JSON files are the collections: `state` in the given folder, else the folder itself. */
export function stateFolder(folder: string | URL): string {
  const path = typeof folder === 'string' ? folder : fileURLToPath(folder);
  const state = join(path, 'state');
  return existsSync(state) ? state : path;
}

/**
 * Reads a folder of fixtures: each `*.json` file is a list of items, and its name is that of the collection.
 * @throws FixtureFileError when the folder does not exist or has no such file, or when a file is not a JSON list
 */
export function loadFixturesSync(folder: string | URL): Readonly<Record<string, readonly unknown[]>> {
  const path = stateFolder(folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new FixtureFileError(
      `${path}: there is no such folder: give one with a *.json file for each collection`,
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
    faults.push(`${path}: this is not a list: write the items of the collection as [{…}, {…}]`);
  } catch (error) {
    faults.push(`${path}: this is not JSON: ${messageOf(error)}`);
  }
  return [];
}
