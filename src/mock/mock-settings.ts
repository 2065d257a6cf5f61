import type { MemoryMode } from './api.ts';
import type { CallbackSettings } from './control/callbacks/callback-settings.ts';
import type { DeliveryEntry } from './control/callbacks/delivery-entry.ts';
import type { ExchangeEvent } from './control/exchange-event.ts';
import type { FaultSettings } from './control/faults/fault-settings.ts';
import type { Scenarios } from './control/scenarios/scenario.ts';
import type { CorsMode } from './respond/cors.ts';
import type { UpstreamOptions } from './control/upstream/upstream-options.ts';

/** The settings of a mock, for all of its APIs. */
export interface MockSettings {
  /** The seed of all generated values: the same seed and requests give the same responses. Default: 1. */
  readonly seed?: number;
  /** A fixed time for all requests. Default: the real time. */
  readonly clock?: Date;
  /** `false`: no request needs credentials. Default: true. */
  readonly auth?: boolean;
  /** The largest request body, in bytes; a larger one is refused with 413. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** Refuses query parameters that the description does not name. Default: false. */
  readonly strictQuery?: boolean;
  /**
   * The state of operations without a behaviour: paths such as `/things` and `/things/{id}` are taken for a collection,
   * which remembers what requests change. `on`: collections start with a few items; `empty`: they start without
   * items; `off`: nothing is remembered. Default: `on`.
   */
  readonly memory?: MemoryMode;
  /** Sends documented examples even when they break their schema. Default: false, a generated body is sent. */
  readonly examplesAsIs?: boolean;
  /** Responds with 501 where no value fits a schema. Default: false, the nearest value is sent, with a note. */
  readonly strictValues?: boolean;
  /** The number of made-up items that an inferred collection starts with. Default: 3. */
  readonly items?: number;
  /** Responds to invalid requests too, tells what is wrong, and changes nothing. Default: false, they are refused. */
  readonly lenient?: boolean;
  /**
   * The pages that may read responses. `open`: those of any origin, also with credentials; `documented`: those that the
   * documented header fields of the responses allow. Default: `open`.
   */
  readonly cors?: CorsMode;
  /**
   * The addresses to which a login may redirect, each exactly as clients write it, beside those of this machine.
   * Default: none.
   */
  readonly oauthRedirects?: readonly string[];
  /** How slow responses are, and how often they fail. Default: neither. */
  readonly faults?: FaultSettings;
  /** Situations with a name, which can be switched on. */
  readonly scenarios?: Scenarios;
  /** The scenario that is on at start. Default: none. */
  readonly scenario?: string;
  /**
   * Sends the callbacks that the description has, and webhooks: to this machine, and to the hosts that are named. Default:
   * false, none are sent.
   */
  readonly callbacks?: boolean | CallbackSettings;
  /**
   * The number of exchanges of each namespace that are kept for `requests`, `verify` and `/_stuntdouble/journal`.
   * Default: 1,000; 0 keeps none.
   */
  readonly journalSize?: number;
  /** A real server, to which what is not mocked goes through. Default: none. */
  readonly upstream?: UpstreamOptions;
  /** Called when a callback or webhook has been taken, or given up. What it gets has no secrets. */
  readonly onDelivery?: ((delivery: DeliveryEntry) => void) | undefined;
  /** Called after each exchange. The request contains credentials: do not print it as it is. */
  readonly observer?: (event: ExchangeEvent) => void;
}

export const DEFAULT_BODY_LIMIT = 1_048_576;
