import { isObject, items, members } from '../../base/json.ts';
import type { Item, Snapshot } from './store.ts';
import { freeze } from './transaction.ts';

/** All that a namespace holds, of every API: plain data, which JSON carries unchanged. */
export interface MockSnapshot {
  readonly apis: Readonly<Record<string, Snapshot>>;
}

/** A snapshot that is none, or one of other APIs. Caught where requests to `/_stuntdouble/` are answered. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/** @throws SnapshotError that says what is wrong with it */
export function parseSnapshot(value: unknown): MockSnapshot {
  if (!isObject(value) || !isObject(value['apis'])) {
    throw new SnapshotError(`this is no snapshot: it has no 'apis'`);
  }
  const apis = members(value['apis']).map(([name, api]) => [name, parseApi(name, api)] as const);
  return { apis: Object.fromEntries(apis) };
}

function parseApi(name: string, api: unknown): Snapshot {
  if (!isObject(api) || !isObject(api['collections']) || !isRandomState(api['random'])) {
    throw new SnapshotError(`/apis/${name}: it needs 'collections' and 'random', four whole numbers`);
  }
  const collections = members(api['collections']).map(([collection, entries]) => {
    if (!Array.isArray(entries) || !entries.every(isEntry)) {
      throw new SnapshotError(
        `/apis/${name}/collections/${collection}: it needs a list of [identifier, item]`,
      );
    }
    return [collection, freeze(structuredClone(entries)) as readonly (readonly [string, Item])[]] as const;
  });
  return { collections: Object.fromEntries(collections), random: items(api['random']).map(Number) };
}

function isEntry(entry: unknown): boolean {
  const [id, item] = items(entry);
  return items(entry).length === 2 && typeof id === 'string' && isObject(item);
}

function isRandomState(state: unknown): boolean {
  const numbers = items(state);
  return numbers.length === 4 && numbers.every((number) => Number.isInteger(number));
}
