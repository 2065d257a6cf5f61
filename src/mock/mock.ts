import type { Description } from '../description/model/description.ts';
import type { Operation } from '../description/model/operation.ts';
import type { RawRequest, RawResponse } from '../http/message.ts';
import type { Violation } from '../validation/violation.ts';
import type { Memory, MockApi } from './api.ts';
import { createEngine, type Engine } from './engine.ts';
import { faultsOfCorrections } from './inferred/corrections/corrections.ts';
import { apiData } from './prepare-fixtures.ts';
import { preflightResponse, corsHeaders } from './respond/cors.ts';
import { problemResponse } from './respond/problem.ts';
import { notFound, routeOf } from './route-request.ts';
import type { ServedOperation } from './served-operation.ts';
import { fixedClock, increasingClock } from './state/clock.ts';
import type { InitialData } from './state/initial-data.ts';
import type { MockSnapshot } from './state/mock-snapshot.ts';
import { createStores } from './state/stores.ts';

export interface MockSettings {
  /** Seed of all that is generated; default 1. */
  readonly seed?: number;
  /** Fixes the time. Default: the real one. */
  readonly clock?: Date;
  /** `false` asks nobody for a credential. Default: true. */
  readonly auth?: boolean;
  /** The largest body that is read, in bytes. Default: 1 MiB. */
  readonly bodyLimit?: number;
  /** Refuses query parameters that the description does not name. Default: false. */
  readonly strictQuery?: boolean;
  /**
   * What is remembered without being told how: `off`, nothing; `empty`, collections start with nothing in them.
   * Default: `on`, collections start with a few items.
   */
  readonly memory?: Memory;
  /** Sends documented examples although they break their schema. Default: false, a generated body is sent. */
  readonly examplesAsIs?: boolean;
  /** Called after each exchange. Credentials are in the request: whoever prints it has to leave them out. */
  readonly observer?: (event: ExchangeEvent) => void;
}

/** What an observer is told. */
export interface ExchangeEvent {
  readonly request: RawRequest;
  readonly response: RawResponse;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  /** Why it was not answered with what it asked for, for people; undefined where it was. */
  readonly reason: string | undefined;
}

/** An API that is served. */
interface ServedApi {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly operations: readonly ServedOperation[];
}

/** A set of APIs that pretend, without any HTTP. */
export interface Mock {
  readonly descriptions: readonly Description[];
  readonly bodyLimit: number;
  readonly handle: (request: RawRequest) => Promise<RawResponse>;
  /** What is served, and what answers it. */
  readonly served: () => readonly ServedApi[];
  /** The namespaces that hold something of their own; the default one is `''`. */
  readonly namespaces: () => Promise<readonly string[]>;
  /** All that a namespace holds, of every API, the position of the random generator included. Default: the one without a name. */
  readonly snapshot: (namespace?: string) => Promise<MockSnapshot>;
  /**
   * Puts a namespace back to a snapshot: the same requests are answered as they were after it was taken. An API
   * that is not in it goes back to its fixtures. @throws SnapshotError where it holds an API that is not served
   */
  readonly restore: (snapshot: MockSnapshot, namespace?: string) => Promise<void>;
  /** Back to the fixtures: every namespace, or one. */
  readonly reset: (namespace?: string) => Promise<void>;
  /** Serves other descriptions, behaviours or fixtures from the next request on; what requests changed is kept. */
  readonly reload: (apis: readonly MockApi[]) => Promise<void>;
}

const DEFAULT_BODY_LIMIT = 1_048_576;

/** @throws FixtureError, Error for two descriptions of the same name, and for corrections that make no sense */
export function createMockOf(apis: readonly MockApi[], settings: MockSettings = {}): Mock {
  const bodyLimit = settings.bodyLimit ?? DEFAULT_BODY_LIMIT;
  const clock = settings.clock ? fixedClock(settings.clock) : increasingClock();
  const stores = createStores();
  const prepare = (api: MockApi) => ({ ...api, data: apiData(api, settings.seed ?? 1) });
  const build = ({ data, ...api }: ReturnType<typeof prepare>): Engine =>
    createEngine({
      description: api.description,
      behaviours: api.behaviours ?? {},
      store: stores.storeOf(api.description.name, data),
      clock,
      keys: data.keys,
      auth: authPolicy(settings, data),
      bodyLimit,
      strictQuery: settings.strictQuery ?? false,
      seed: settings.seed ?? 1,
      filled: new Set(Object.keys(data.snapshot.collections)),
      memory: settings.memory ?? 'on',
      examplesAsIs: settings.examplesAsIs ?? false,
    });
  const buildAll = (wanted: readonly MockApi[]) => wanted.map(prepare).map(build); // one that cannot be prepared changes nothing
  requireDistinctNames(apis);
  requireSoundCorrections(apis);
  let engines = buildAll(apis);
  return {
    get descriptions() {
      return engines.map(({ description }) => description);
    },
    bodyLimit,
    handle: async (request) => {
      const response = await answer(engines, request, settings.observer);
      return withoutBodyOf(request, {
        ...response,
        headers: { ...response.headers, ...corsHeaders(request) },
      });
    },
    served: () =>
      engines.map(({ description: { name, title, version }, operations }) => ({
        name,
        title,
        version,
        operations: operations(),
      })),
    namespaces: stores.namespaces,
    snapshot: (namespace = '') => stores.snapshot(namespace),
    restore: async (snapshot, namespace = '') => stores.restore(snapshot, namespace),
    reset: async (namespace) => stores.reset(namespace),
    reload: async (changed) => {
      requireDistinctNames(changed);
      requireSoundCorrections(changed);
      const rebase = stores.beginReload();
      engines = buildAll(changed);
      await rebase();
    },
  };
}

function authPolicy({ auth }: MockSettings, { identities }: InitialData) {
  if (auth === false) return { kind: 'off' } as const;
  return identities.length === 0 ? ({ kind: 'anybody' } as const) : ({ kind: 'known', identities } as const);
}

async function answer(
  engines: readonly Engine[],
  request: RawRequest,
  observer: MockSettings['observer'],
): Promise<RawResponse> {
  const preflight = preflightResponse(request);
  if (preflight) return preflight;
  const route = routeOf(engines, request);
  if (route !== undefined) {
    const decision = await route.engine.handle(request, route.match);
    observer?.({ request, ...decision });
    return decision.response;
  }
  const problem = notFound(engines, request);
  const response = problemResponse(problem);
  observer?.({ request, response, operation: undefined, violations: [], reason: problem.detail });
  return response;
}

/** HEAD gets GET's header fields, the length of its body among them, and no body. */
function withoutBodyOf(request: RawRequest, response: RawResponse): RawResponse {
  if (request.method !== 'HEAD' || !(response.body instanceof Uint8Array)) return response;
  const length = String(response.body.length);
  return { ...response, headers: { ...response.headers, 'content-length': length }, body: new Uint8Array(0) };
}

function requireSoundCorrections(apis: readonly MockApi[]): void {
  const faults = apis.flatMap(({ description, behaviours }) =>
    faultsOfCorrections(description, behaviours?.inferred),
  );
  if (faults.length > 0) throw new Error(`these behaviours cannot be used:\n  ${faults.join('\n  ')}`);
}

function requireDistinctNames(apis: readonly MockApi[]): void {
  const names = apis.map(({ description }) => description.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two descriptions are called ${twice}: give one another name`);
}
