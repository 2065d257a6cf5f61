import type { Identity } from './identity.ts';
import type { Snapshot } from './store.ts';

/** Collections as they are written in fixtures: lists of items by the collection's name. */
export type Fixtures = Readonly<Record<string, readonly unknown[]>>;

/** Fixtures, ready to be served from. */
export interface InitialData {
  readonly snapshot: Snapshot;
  readonly identities: readonly Identity[];
  /** The member that identifies an item, by collection. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Fixtures that cannot be used; the message lists every fault at once. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
}
