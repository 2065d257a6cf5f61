import type { Identity } from './identity.ts';
import type { Snapshot } from './store.ts';

/** Lists of items by the name of their collection, as fixtures have them. */
export type Fixtures = Readonly<Record<string, readonly unknown[]>>;

/** Fixtures in the form that the mock starts with. */
export interface InitialData {
  readonly snapshot: Snapshot;
  readonly identities: readonly Identity[];
  /** The name of the member that identifies an item, by collection. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Thrown for fixtures that cannot be used. The message lists every fault, a line each. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
}
