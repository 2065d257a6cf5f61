import type { Description } from '../description/model/description.ts';
import type { Operation } from '../description/model/operation.ts';
import { hostFault } from '../http/host-field.ts';
import { inBytes, type ByteResponse, type RawRequest, type RawResponse } from '../http/message.ts';
import type { Violation } from '../validation/violation.ts';
import type { MemoryMode, MockApi } from './api.ts';
import { createEngine, type Engine } from './engine.ts';
import { behaviourCorrectionFaults } from './inferred/corrections/corrections.ts';
import { createLoginServer, withoutSecrets, type LoginServer } from './oauth/login-server.ts';
import type { Login } from './oauth/logins/login.ts';
import { prepareFixtures } from './prepare-fixtures.ts';
import { preflightResponse, readableByPages, type CorsMode } from './respond/cors.ts';
import { withoutBodyForHead } from './respond/head-response.ts';
import { problemResponse } from './respond/problem.ts';
import { hasOperation, notFoundProblem, routeRequest } from './choose/route-request.ts';
import type { ServedOperation } from './choose/served-operation.ts';
import { fixedClock, increasingClock } from './state/clock.ts';
import type { InitialData } from './state/initial-data.ts';
import type { MockSnapshot } from './state/mock-snapshot.ts';
import { createStores, type Stores } from './state/stores.ts';

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
  /** Called after each exchange. The request contains credentials: do not print it as it is. */
  readonly observer?: (event: ExchangeEvent) => void;
}

/** A request with its response, for the observer. */
export interface ExchangeEvent {
  readonly request: RawRequest;
  readonly response: RawResponse;
  /** Undefined when no operation has the path and method of the request. */
  readonly operation: Operation | undefined;
  /** The violations of the request; empty for a valid one. */
  readonly violations: readonly Violation[];
  /** The reason of a refusal or a failure, as a sentence; undefined for a normal response. */
  readonly reason: string | undefined;
}

/** A served API, as `GET /_stuntdouble/apis` shows it. */
interface ApiSummary {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly operations: readonly ServedOperation[];
}

/** Responds to the requests of several APIs, without HTTP. */
export interface Mock {
  readonly descriptions: readonly Description[];
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
  readonly handle: (request: RawRequest) => Promise<ByteResponse>;
  readonly answer: (request: RawRequest) => Promise<RawResponse>;
  /** Returns the served APIs and their operations. */
  readonly served: () => readonly ApiSummary[];
  /** Returns the OAuth 2 and OpenID Connect schemes for which the mock issues tokens. */
  readonly logins: () => readonly Login[];
  /** Returns the names of the namespaces that have been used and not been reset since; the default one is `''`. */
  readonly namespaces: () => Promise<readonly string[]>;
  /** Returns the whole state of a namespace, the position of the random generator included. Default: that of `''`. */
  readonly snapshot: (namespace?: string) => Promise<MockSnapshot>;
  /**
   * Puts a namespace (default: `''`) back to a snapshot: the same requests then get the same responses again. An API
   * that the snapshot lacks goes back to its fixtures. @throws SnapshotError for one with an API that is not served
   */
  readonly restore: (snapshot: MockSnapshot, namespace?: string) => Promise<void>;
  /** Puts a namespace back to the fixtures. Default: all namespaces. */
  readonly reset: (namespace?: string) => Promise<void>;
  /**
   * Replaces descriptions, behaviours and fixtures, from the next request on. State that requests have changed is kept.
   * @throws like `createMockOf`; then nothing is replaced
   */
  readonly reload: (apis: readonly MockApi[]) => Promise<void>;
}

const DEFAULT_BODY_LIMIT = 1_048_576;

/**
 * Creates a mock of APIs, without HTTP.
 * @throws FixtureError for fixtures that cannot be used
 * @throws Error for two descriptions of the same name, and for faults in the corrections of the behaviours
 */
export function createMockOf(apis: readonly MockApi[], settings: MockSettings = {}): Mock {
  const stores = createStores();
  const createEngines = engineFactory(settings, stores);
  let engines = createEngines(apis);
  let loginServer = loginServerOf(engines);
  const answer = async (request: RawRequest) => {
    const response = await respond(engines, loginServer, request, settings);
    const readable = settings.cors === 'documented' ? response : readableByPages(request, response);
    return withoutBodyForHead(request, readable);
  };
  return {
    get descriptions() {
      return engines.map(({ description }) => description);
    },
    bodyLimit: settings.bodyLimit ?? DEFAULT_BODY_LIMIT,
    handle: async (request) => inBytes(await answer(request)),
    answer,
    served: () =>
      engines.map(({ description: { name, title, version }, operations }) => ({
        name,
        title,
        version,
        operations: operations(),
      })),
    logins: () => loginServer.logins(),
    namespaces: stores.namespaces,
    snapshot: (namespace = '') => stores.snapshot(namespace),
    restore: async (snapshot, namespace = '') => stores.restore(snapshot, namespace),
    reset: async (namespace) => stores.reset(namespace),
    reload: async (changed) => {
      const rebase = stores.beginReload();
      engines = createEngines(changed);
      loginServer = loginServerOf(engines);
      await rebase();
    },
  };
}

/** Returns a function that creates the engines of APIs. It prepares all first: one with faults changes nothing. */
function engineFactory(
  settings: MockSettings,
  stores: Stores,
): (apis: readonly MockApi[]) => readonly Engine[] {
  const { seed = 1, bodyLimit = DEFAULT_BODY_LIMIT, strictQuery = false, memory = 'on' } = settings;
  const clock = settings.clock ? fixedClock(settings.clock) : increasingClock();
  return (apis) => {
    requireDistinctNames(apis);
    requireSoundCorrections(apis);
    const prepared = apis.map((api) => ({ api, data: prepareFixtures(api, seed) }));
    return prepared.map(({ api, data }) =>
      createEngine({
        description: api.description,
        behaviours: api.behaviours ?? {},
        store: stores.storeOf(api.description.name, data),
        clock,
        keys: data.keys,
        auth: authPolicy(settings, data),
        redirects: settings.oauthRedirects ?? [],
        bodyLimit,
        strictQuery,
        seed,
        filled: new Set(Object.keys(data.snapshot.collections)),
        memory,
        examplesAsIs: settings.examplesAsIs ?? false,
        strictValues: settings.strictValues ?? false,
        items: settings.items ?? 3,
        lenient: settings.lenient ?? false,
      }),
    );
  };
}

function authPolicy({ auth }: MockSettings, { identities }: InitialData) {
  if (auth === false) return { kind: 'off' } as const;
  return identities.length === 0 ? ({ kind: 'anybody' } as const) : ({ kind: 'known', identities } as const);
}

function loginServerOf(engines: readonly Engine[]): LoginServer {
  return createLoginServer(
    engines.map(({ login }) => login),
    (method, path) => hasOperation(engines, method, path),
  );
}

async function respond(
  engines: readonly Engine[],
  loginServer: LoginServer,
  request: RawRequest,
  { observer, cors, bodyLimit = DEFAULT_BODY_LIMIT }: MockSettings,
): Promise<RawResponse> {
  const preflight = cors === 'documented' ? undefined : preflightResponse(request);
  if (preflight) return preflight;
  const host = hostFault(request.headers);
  const isSound = host === undefined && request.body.length <= bodyLimit;
  const pending = isSound ? loginServer.respond(request) : undefined;
  const login = pending && (await pending);
  if (login !== undefined) {
    observer?.({
      ...withoutSecrets(request, login),
      operation: undefined,
      violations: [],
      reason: undefined,
    });
    return login;
  }
  const route = routeRequest(engines, request);
  if (route !== undefined) {
    const result = await route.engine.handle(request, route.match);
    observer?.({ request, ...result, response: inBytes(result.response) });
    return result.response;
  }
  const problem =
    host === undefined
      ? notFoundProblem(engines, request)
      : { title: 'Bad Request', status: 400, detail: host };
  const response = problemResponse(problem);
  observer?.({ request, response, operation: undefined, violations: [], reason: problem.detail });
  return response;
}

function requireSoundCorrections(apis: readonly MockApi[]): void {
  const faults = apis.flatMap(({ description, behaviours }) =>
    behaviourCorrectionFaults(description, behaviours?.inferred),
  );
  if (faults.length > 0) throw new Error(`these behaviours cannot be used:\n  ${faults.join('\n  ')}`);
}

function requireDistinctNames(apis: readonly MockApi[]): void {
  const names = apis.map(({ description }) => description.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new Error(`two descriptions are called ${twice}: give one of them another name`);
}
