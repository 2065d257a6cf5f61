import { deepFreeze, isObject, items, members } from '../../base/json.ts';
import type { KeptSnapshot } from './kept-snapshot.ts';
import type { Item, Snapshot } from './store.ts';

/** The version of snapshots that are taken. Those without one, which have no settings, can be restored too. */
export const SNAPSHOT_VERSION = 2;

/** The whole state of a namespace: plain data that survives JSON unchanged. */
export interface MockSnapshot {
  readonly version?: number;
  /** By the name of the API. */
  readonly apis: Readonly<Record<string, Snapshot>>;
  /** What is set for the namespace beside its state. Default: what is set at start. */
  readonly settings?: object;
}

/**
 * Thrown for a value that is not a snapshot, or is one of other APIs. `POST /_stuntdouble/restore` refuses it with 400.
 */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/** Reads a snapshot that was JSON. @throws SnapshotError that says what is wrong, and where */
export function parseSnapshot(value: unknown): MockSnapshot {
  if (!isObject(value) || !isObject(value['apis'])) {
    throw new SnapshotError(`this is not a snapshot: it needs 'apis', an object`);
  }
  const { version, settings } = value;
  if (version !== undefined && version !== 1 && version !== SNAPSHOT_VERSION) {
    throw new SnapshotError(`/version: ${String(version)} is none that this version of stuntdouble knows`);
  }
  if (settings !== undefined && !isObject(settings)) throw new SnapshotError('/settings: it needs an object');
  const apis = members(value['apis']).map(([name, api]) => [name, parseApi(name, api)] as const);
  return {
    ...(version !== undefined && { version: SNAPSHOT_VERSION }),
    apis: Object.fromEntries(apis),
    ...(settings !== undefined && { settings }),
  };
}

function parseApi(name: string, api: unknown): Snapshot {
  const { collections, random } = parseKeptSnapshot(name, api);
  if (collections === undefined || random === undefined) throw snapshotError(name);
  return { collections, random };
}

function snapshotError(name: string): SnapshotError {
  return new SnapshotError(
    `/apis/${name}: it needs 'collections', an object, and 'random', a list of four whole numbers`,
  );
}

/** Reads what differs from the initial state of an API. @throws SnapshotError */
export function parseKeptSnapshot(name: string, api: unknown): KeptSnapshot {
  if (!isObject(api)) throw snapshotError(name);
  const { collections, random } = api;
  if (collections !== undefined && !isObject(collections)) throw snapshotError(name);
  if (random !== undefined && !isRandomState(random)) throw snapshotError(name);
  return {
    ...(collections !== undefined && { collections: parseCollections(name, collections) }),
    ...(random !== undefined && { random: items(random).map(Number) }),
  };
}

function parseCollections(name: string, given: object): Snapshot['collections'] {
  const collections = members(given).map(([collection, entries]) => {
    if (!Array.isArray(entries) || !entries.every(isEntry)) {
      throw new SnapshotError(
        `/apis/${name}/collections/${collection}: it needs a list of pairs [identifier, item]`,
      );
    }
    return [
      collection,
      deepFreeze(structuredClone(entries)) as readonly (readonly [string, Item])[],
    ] as const;
  });
  return Object.fromEntries(collections);
}

function isEntry(entry: unknown): boolean {
  const [id, item] = items(entry);
  return items(entry).length === 2 && typeof id === 'string' && isObject(item);
}

function isRandomState(state: unknown): boolean {
  const numbers = items(state);
  return numbers.length === 4 && numbers.every((number) => Number.isInteger(number));
}
