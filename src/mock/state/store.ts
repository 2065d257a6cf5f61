import type { RandomState } from '../../base/random.ts';

/** One thing in a collection; frozen, so that nobody changes the state by accident. */
export type Item = Readonly<Record<string, unknown>>;

/** The items of a collection by identifier, in the order in which they were added. */
type Items = ReadonlyMap<string, Item>;

/** A collection at some moment. The version moves with each change, and never comes back. */
export interface CollectionState {
  readonly version: number;
  readonly items: Items;
}

/** What a transaction has seen and what it wants changed. */
export interface Change {
  readonly seen: ReadonlyMap<string, number>;
  /** By collection and identifier; `undefined` deletes. */
  readonly written: ReadonlyMap<string, ReadonlyMap<string, Item | undefined>>;
  readonly random: { readonly seen: RandomState; readonly next: RandomState } | undefined;
}

/** All of a namespace's state, as plain data. */
export interface Snapshot {
  readonly collections: Readonly<Record<string, readonly (readonly [string, Item])[]>>;
  readonly random: RandomState;
}

/** What a namespace holds when it is first used, and after a reset. */
export type InitialState = () => Snapshot;

/** Where state lives. Asynchronous, so that a store shared by several processes can take its place. */
export interface Store {
  readonly read: (namespace: string, collection: string) => Promise<CollectionState>;
  readonly random: (namespace: string) => Promise<RandomState>;
  /** Changes everything, or nothing and answers false because something that was seen has changed since. */
  readonly commit: (namespace: string, change: Change) => Promise<boolean>;
  /** Those that hold something of their own. */
  readonly namespaces: () => Promise<readonly string[]>;
  /** Of a namespace that was never used: what it would start with. */
  readonly snapshot: (namespace: string) => Promise<Snapshot>;
  readonly restore: (namespace: string, snapshot: Snapshot) => Promise<void>;
  /** Carries edited fixtures over into every namespace; what requests have changed elsewhere stays. */
  readonly rebase: (before: Snapshot, after: Snapshot) => Promise<void>;
  /** Back to the initial state: one namespace, or all of them. */
  readonly reset: (namespace?: string) => Promise<void>;
}
