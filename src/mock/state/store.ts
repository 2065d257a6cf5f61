import type { RandomState } from '../../base/random.ts';
import type { Awaitable } from './awaitable.ts';
import type { Item } from './items/item.ts';
import type { ItemList } from './items/item-list.ts';

export type { Item };

/** A collection at one moment. Each change gives it a new version; no version is used twice. */
export interface CollectionState {
  readonly version: number;
  readonly items: ItemList;
}

/** The changes that a transaction wants to commit, and the versions that it has read. */
export interface StateChange {
  /** The version that was read, by collection. */
  readonly seen: ReadonlyMap<string, number>;
  /** By collection and identifier; `undefined` deletes. */
  readonly written: ReadonlyMap<string, ReadonlyMap<string, Item | undefined>>;
  /** The position of the random generator before and after; undefined when the transaction did not use it. */
  readonly random: { readonly seen: RandomState; readonly next: RandomState } | undefined;
}

/** The state that one API has in one namespace, as plain data. */
export interface Snapshot {
  /** Pairs of identifier and item, by collection, in the order in which the items were added. */
  readonly collections: Readonly<Record<string, readonly (readonly [string, Item])[]>>;
  readonly random: RandomState;
}

/** Returns the state that a namespace has on its first use and after a reset. */
export type InitialState = () => Snapshot;

/**
 * Keeps the state of one API. Its functions may return promises, so that a store shared by several processes can be used;
 * what is there already need not be waited for.
 */
export interface Store {
  readonly read: (namespace: string, collection: string) => Awaitable<CollectionState>;
  readonly random: (namespace: string) => Awaitable<RandomState>;
  /** Makes all the changes and returns true, or none and returns false when something in `seen` has changed since. */
  readonly commit: (namespace: string, change: StateChange) => Awaitable<boolean>;
  /** Returns the names of the namespaces that have been used and not been reset since. */
  readonly namespaces: () => Promise<readonly string[]>;
  /** Returns the state of a namespace; the initial state for one that was never used. */
  readonly snapshot: (namespace: string) => Promise<Snapshot>;
  readonly restore: (namespace: string, snapshot: Snapshot) => Promise<void>;
  /** Makes the changes from one initial state to the next in every namespace, and keeps all other changes. */
  readonly rebase: (before: Snapshot, after: Snapshot) => Promise<void>;
  /** Puts one namespace, or each of them, back to the initial state. */
  readonly reset: (namespace?: string) => Promise<void>;
}
