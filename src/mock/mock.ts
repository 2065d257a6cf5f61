import type { Description } from '../description/model/description.ts';
import { hostFault } from '../http/host-field.ts';
import { inBytes, type ByteResponse, type RawRequest, type RawResponse } from '../http/message.ts';
import type { MockApi } from './api.ts';
import type { ExchangeEvent } from './control/exchange-event.ts';
import { createJournal, JOURNAL_LIMITS } from './control/journal/journal.ts';
import { createJournalReader, type JournalReader } from './control/journal/journal-reader.ts';
import { createEngine, type Engine } from './engine.ts';
import { behaviourCorrectionFaults } from './inferred/corrections/corrections.ts';
import { createLoginServer, withoutSecrets, type LoginServer } from './oauth/login-server.ts';
import type { Login } from './oauth/logins/login.ts';
import { DEFAULT_BODY_LIMIT, type MockSettings } from './mock-settings.ts';
import { prepareFixtures } from './prepare-fixtures.ts';
import { preflightResponse, readableByPages } from './respond/cors.ts';
import { withoutBodyForHead } from './respond/head-response.ts';
import { problemResponse } from './respond/problem.ts';
import { hasOperation, notFoundProblem, routeRequest } from './choose/route-request.ts';
import type { ServedOperation } from './choose/served-operation.ts';
import { fixedClock, increasingClock } from './state/clock.ts';
import type { InitialData } from './state/initial-data.ts';
import type { MockSnapshot } from './state/mock-snapshot.ts';
import { namespaceOf } from './state/namespace.ts';
import { createStores, type Stores } from './state/stores.ts';

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
  /** Shows the last exchanges of a namespace, without secrets. */
  readonly journal: JournalReader;
  /** Forgets the exchanges of a namespace. Default: those of all namespaces. */
  readonly clearJournal: (namespace?: string) => void;
  /** Puts a namespace back to the fixtures, and forgets its exchanges. Default: all namespaces. */
  readonly reset: (namespace?: string) => Promise<void>;
  /**
   * Replaces descriptions, behaviours and fixtures, from the next request on. State that requests have changed is kept.
   * @throws like `createMockOf`; then nothing is replaced
   */
  readonly reload: (apis: readonly MockApi[]) => Promise<void>;
}

/**
 * Creates a mock of APIs, without HTTP.
 * @throws FixtureError for fixtures that cannot be used
 * @throws Error for two descriptions of the same name, and for faults in the corrections of the behaviours
 */
export function createMockOf(apis: readonly MockApi[], settings: MockSettings = {}): Mock {
  const { journalSize = JOURNAL_LIMITS.exchanges, observer } = settings;
  const stores = createStores();
  const createEngines = engineFactory(settings, stores);
  let engines = createEngines(apis);
  let loginServer = loginServerOf(engines);
  const journal = createJournal({ ...JOURNAL_LIMITS, exchanges: journalSize });
  const reader = createJournalReader(journal, {
    descriptions: () => engines.map(({ description }) => description),
    identities: () =>
      engines.flatMap(({ login: { auth } }) => (auth.kind === 'known' ? auth.identities : [])),
  });
  const tell = (request: RawRequest, response: RawResponse, { facts, isLogin }: Handled, start: number) => {
    if (facts === undefined) return;
    const event = { ...facts, ...(isLogin ? withoutSecrets(request, response) : { request, response }) };
    const milliseconds = performance.now() - start;
    if (journalSize > 0) journal.record(event, { namespace: namespaceOf(request.headers), milliseconds });
    observer?.({ ...event, response: inBytes(event.response) });
  };
  const answer = async (request: RawRequest) => {
    const start = performance.now();
    const handled = await respond(engines, loginServer, request, settings);
    const readable =
      settings.cors === 'documented' ? handled.response : readableByPages(request, handled.response);
    const response = withoutBodyForHead(request, readable);
    tell(request, response, handled, start);
    return response;
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
    journal: reader,
    clearJournal: (namespace) => journal.clear(namespace),
    reset: async (namespace) => {
      journal.clear(namespace);
      await stores.reset(namespace);
    },
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

/** A response, with what is told of it; undefined of a preflight, of which nothing is told. */
interface Handled {
  readonly response: RawResponse;
  readonly facts: Omit<ExchangeEvent, 'request' | 'response'> | undefined;
  /** Of an exchange with the login server, only method, path and status are told. */
  readonly isLogin?: true;
}

async function respond(
  engines: readonly Engine[],
  loginServer: LoginServer,
  request: RawRequest,
  { cors, bodyLimit = DEFAULT_BODY_LIMIT }: MockSettings,
): Promise<Handled> {
  const preflight = cors === 'documented' ? undefined : preflightResponse(request);
  if (preflight) return { response: preflight, facts: undefined };
  const host = hostFault(request.headers);
  const isSound = host === undefined && request.body.length <= bodyLimit;
  const pending = isSound ? loginServer.respond(request) : undefined;
  if (pending !== undefined) return { response: await pending, facts: NOTHING_WRONG, isLogin: true };
  const route = routeRequest(engines, request);
  if (route !== undefined) {
    const { response, ...facts } = await route.engine.handle(request, route.match);
    return { response, facts };
  }
  const problem =
    host === undefined
      ? notFoundProblem(engines, request)
      : { title: 'Bad Request', status: 400, detail: host };
  return { response: problemResponse(problem), facts: { ...NOTHING_WRONG, reason: problem.detail } };
}

const NOTHING_WRONG = { operation: undefined, violations: [], reason: undefined };

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
