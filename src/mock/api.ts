import type { WholeExchange } from '../codec/archive/masked-exchange.ts';
import type { Description } from '../description/model/description.ts';
import type { Operation } from '../description/model/operation.ts';
import type { RawRequest } from '../http/message.ts';
import type { Validator } from '../validation/validator.ts';
import type { Trace } from './behaviour/answered-by.ts';
import type { Behaviours } from './behaviour/behaviour.ts';
import type { RecordedReads } from './choose/recorded-reads.ts';
import type { InferredApi } from './inferred/inferred-api.ts';
import type { ServedPaths } from './match/match-path.ts';
import type { AuthPolicy } from './refuse/authenticate.ts';
import type { Preferences } from './respond/prefer.ts';
import type { MockClock } from './state/clock.ts';
import type { Fixtures } from './state/initial-data.ts';
import type { Reads } from './state/reads.ts';
import type { Store } from './state/store.ts';

export interface EngineOptions {
  readonly description: Description;
  readonly behaviours: Behaviours;
  readonly store: Store;
  readonly clock: MockClock;
  /** The name of the member that identifies an item, by collection. Default of a collection: inferred, else `id`. */
  readonly keys: ReadonlyMap<string, string>;
  /** The credentials that are accepted. */
  readonly auth: AuthPolicy;
  /** Addresses to which a login may redirect, beside those of this machine. */
  readonly redirects: readonly string[];
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
  /** Refuses query parameters that the description does not name. */
  readonly strictQuery: boolean;
  /** The seed of all generated values. */
  readonly seed: number;
  /** The names of the collections that fixtures fill. */
  readonly filled: ReadonlySet<string>;
  readonly memory: MemoryMode;
  /** Sends documented examples even when they break their schema. */
  readonly examplesAsIs: boolean;
  /** Responds with 501 where no value was found that fits a schema. */
  readonly strictValues: boolean;
  /** A collection that nothing fills starts with this many items, or with more when the description shows more. */
  readonly items: number;
  /** The responses of a recording; undefined without one. */
  readonly recorded: RecordedReads | undefined;
  /** Responds to invalid requests as to valid ones, but changes nothing. */
  readonly lenient: boolean;
}

/**
 * The use of inferred behaviours, which remember what requests change. `on`: collections start with a few items;
 * `empty`: they start without items; `off`: there are no inferred behaviours.
 */
export type MemoryMode = 'on' | 'empty' | 'off';

/** One API with all that is needed to respond to its requests. */
export interface Api extends EngineOptions, ServedPaths {
  readonly validator: Validator;
  /** Returns the inferred behaviours, which are found on the first call; undefined with the memory mode `off`. */
  readonly inferred: () => InferredApi | undefined;
}

/** One API to serve. */
export interface MockApi {
  readonly description: Description;
  readonly behaviours?: Behaviours;
  /** Items by collection; those of `identities` are the callers. Default: none, and any credential is accepted. */
  readonly fixtures?: Fixtures;
  /** Exchanges with the real server: their responses to reads are sent until something is changed. Default: none. */
  readonly recorded?: readonly WholeExchange[];
}

/** One request for one operation. */
export interface Call {
  readonly api: Api;
  readonly request: RawRequest;
  readonly operation: Operation;
  readonly preferences: Preferences;
  readonly trace: Trace;
  /** Notes what the response is made from; undefined where the same request may get another one all the same. */
  readonly reads?: Reads | undefined;
}
