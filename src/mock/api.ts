import type { Description } from '../description/model/description.ts';
import type { Validator } from '../validation/validator.ts';
import type { Behaviours } from './behaviour/behaviour.ts';
import type { InferredApi } from './inferred/inferred-api.ts';
import type { ServedPaths } from './match/match-path.ts';
import type { AuthPolicy } from './refuse/authenticate.ts';
import type { MockClock } from './state/clock.ts';
import type { Fixtures } from './state/initial-data.ts';
import type { Store } from './state/store.ts';

export interface EngineOptions {
  readonly description: Description;
  readonly behaviours: Behaviours;
  readonly store: Store;
  readonly clock: MockClock;
  /** The member that identifies an item, by collection; `id` where it is not named. */
  readonly keys: ReadonlyMap<string, string>;
  /** Whose credentials are asked for. */
  readonly auth: AuthPolicy;
  /** In bytes. */
  readonly bodyLimit: number;
  readonly strictQuery: boolean;
  /** Seed of all that is generated. */
  readonly seed: number;
  /** The collections that fixtures fill. */
  readonly filled: ReadonlySet<string>;
  readonly memory: Memory;
  /** Sends documented examples although they break their schema. */
  readonly examplesAsIs: boolean;
}

/** What is remembered without being told how: `off` nothing; `empty` collections start with nothing in them. */
export type Memory = 'on' | 'empty' | 'off';

/** One API, compiled. */
export interface Api extends EngineOptions, ServedPaths {
  readonly validator: Validator;
  /** What the description lets us remember; found when it is first asked for. */
  readonly inferred: () => InferredApi | undefined;
}

/** One API to serve. */
export interface MockApi {
  readonly description: Description;
  readonly behaviours?: Behaviours;
  /** Collections by name; `identities` are those who may call. Default: none, and any credential is good. */
  readonly fixtures?: Fixtures;
}
