import { once } from '../base/memoise.ts';
import type { Description } from '../description/model/description.ts';
import { inBytes, type ByteResponse, type RawRequest, type RawResponse } from '../http/message.ts';
import type { MockApi } from './api.ts';
import { createJournal, JOURNAL_LIMITS } from './control/journal/journal.ts';
import { callbacksFor } from './control/callbacks/on-demand.ts';
import type { Callbacks } from './control/callbacks/callbacks.ts';
import { inspectorOf } from './control/inspect/on-demand.ts';
import { journalReader } from './control/journal/on-demand.ts';
import type { JournalReader } from './control/journal/journal-reader.ts';
import { engineFactory, loginServerOf, statesOf, withFixtures } from './engines.ts';
import { namespaceClock } from './control/clock/namespace-clock.ts';
import { Events, inNamespace } from './control/journal/events.ts';
import { createKeeping, type Keeping } from './control/kept-state.ts';
import { createControls, type Controls } from './control/controls.ts';
import type { Inspector } from './control/inspect/inspector.ts';
import type { Scenario } from './control/scenarios/scenario.ts';
import { unknownSelectors } from './control/passing/pass-rules.ts';
import { SettingsByNamespace, startSettings } from './control/namespace-settings.ts';
import type { Login } from './oauth/logins/login.ts';
import { DEFAULT_BODY_LIMIT, type MockSettings } from './mock-settings.ts';
import { readableByPages } from './respond/cors.ts';
import { withoutBodyForHead } from './respond/head-response.ts';
import { routeRequest } from './choose/route-request.ts';
import { servedApi, type ServedApi } from './choose/served-api.ts';
import { RepeatedReads } from './behaviour/repeated-reads.ts';
import { respond, type Handled } from './choose/serve-request.ts';
import { use, type Awaitable } from './state/awaitable.ts';
import { passages, type Passage } from './control/upstream/on-demand.ts';
import { SNAPSHOT_VERSION, type MockSnapshot } from './state/mock-snapshot.ts';
import { namespaceOf } from './state/namespace.ts';
import { createStores } from './state/stores.ts';
import { createTeller } from './tell-exchange.ts';

/** Responds to the requests of several APIs, without HTTP. */
export interface Mock {
  readonly descriptions: readonly Description[];
  /** The largest request body, in bytes. */
  readonly bodyLimit: number;
  readonly handle: (request: RawRequest) => Promise<ByteResponse>;
  /** `orElse`: returned, and told to nobody, in place of a 404 to a request for what an operation has. */
  readonly answer: (request: RawRequest, orElse?: RawResponse) => Awaitable<RawResponse>;
  /** Returns the served APIs and their operations. */
  readonly served: () => readonly ServedApi[];
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
  /** Shows what has happened and why, and lets it happen again. */
  readonly inspector: Inspector;
  /** Shows the last exchanges of a namespace, without secrets. */
  readonly journal: JournalReader;
  /** Tells what happens to those who listen. */
  readonly events: Events;
  /** Forgets the exchanges of a namespace. Default: those of all namespaces. */
  readonly clearJournal: (namespace?: string) => void;
  /** Sets what happens to requests beside what the APIs do. */
  readonly controls: Controls;
  /**
   * Switches a scenario on for a namespace, or for all of them; none for undefined. The state changes where the scenario, or
   * the one before, has fixtures. @throws SettingsError
   */
  readonly setScenario: (name: string | undefined, namespace: string | undefined) => Promise<void>;
  /** Sends callbacks and webhooks; undefined where they are off. */
  readonly callbacks: Callbacks | undefined;
  /** The ports on which it listens: no callback goes there. */
  readonly ownPorts: Set<number>;
  readonly apis: () => readonly MockApi[];
  /** What is needed to keep the state over restarts. */
  readonly keeping: Keeping;
  /** Returns the time that the clock of a namespace shows. */
  readonly now: (namespace: string) => Date;
  /** Decides what goes through to the upstream, and judges what comes back. */
  readonly passage: Passage;
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
  const stores = createStores(() => byNamespace.onAnyChange());
  const { seed = 1, scenarios = {}, scenario: first } = settings;
  const plain = startSettings(settings);
  const events = new Events();
  const scenarioNamed = (name: string | undefined): Scenario =>
    name !== undefined && Object.hasOwn(scenarios, name) ? (scenarios[name] ?? {}) : {};
  const byNamespace = new SettingsByNamespace(plain, (namespace) =>
    events.tell(inNamespace('settings', namespace)),
  );
  const clock = namespaceClock(byNamespace);
  const createEngines = engineFactory(settings, stores, clock, byNamespace);
  let current = apis;
  let engines = createEngines(withFixtures(apis, scenarioNamed(first)));
  let loginServer = loginServerOf(engines);
  const identities = () =>
    engines.flatMap(({ login: { auth } }) => (auth.kind === 'known' ? auth.identities : []));
  const controls = createControls(byNamespace, {
    seed,
    plain,
    scenarios,
    hasOperation: (name) => engines.some((engine) => engine.hasOperation(name)),
    unknownRules: (rules) => unknownSelectors(rules, engines),
    hasIdentity: (id) => identities().some((one) => one.id === id && Object.keys(one.credentials).length > 0),
  });
  controls.start(first);
  for (const name of Object.keys(scenarios)) statesOf(apis, scenarioNamed(name), seed);
  const journal = createJournal({ ...JOURNAL_LIMITS, exchanges: journalSize });
  const descriptions = () => engines.map(({ description }) => description);
  const reader = once(() => journalReader.get().createJournalReader(journal, { descriptions, identities }));
  const callbacks = callbacksFor(settings.callbacks, {
    descriptions,
    seed,
    settings: byNamespace,
    journal: reader,
    onEnd: (delivery, namespace) => {
      events.tell(inNamespace('delivery', namespace));
      settings.onDelivery?.(delivery);
    },
  });
  const { tell, tellEvent } = createTeller({
    journal,
    keepsExchanges: journalSize > 0,
    reader,
    events,
    callbacks,
    observer,
  });
  let repeated = new RepeatedReads<Handled>();
  const answer = (request: RawRequest, orElse?: RawResponse) => {
    const start = performance.now();
    const reads = repeated;
    const isPlain = controls.isPlain(request);
    const known = isPlain ? reads.find(request) : undefined;
    if (known !== undefined) {
      tell(request, known, start);
      return known.response;
    }
    return use(respond({ engines, loginServer, settings, controls }, request), (handled) => {
      if (orElse !== undefined && handled.response.status === 404 && handled.facts?.operation) return orElse;
      const readable =
        settings.cors === 'documented' ? handled.response : readableByPages(request, handled.response);
      const done = { ...handled, response: withoutBodyForHead(request, readable) };
      tell(request, done, start);
      if (isPlain) reads.keep(request, done);
      return done.response;
    });
  };
  const inspector = once(() => {
    const { initial } = stores;
    const known = { engines: () => engines, kept: journal, journal: reader(), answer, initial, events };
    return inspectorOf.get().createInspector(known);
  });
  const passage = once(() =>
    passages.get().createPassage({
      url: settings.upstream?.url,
      route: (request) => routeRequest(engines, request),
      rulesOf: (namespace) => controls.settings(namespace).upstream ?? {},
      tell: (event, milliseconds) => tellEvent(event, namespaceOf(event.request.headers), milliseconds),
    }),
  );
  return {
    get inspector() {
      return inspector();
    },
    get descriptions() {
      return descriptions();
    },
    bodyLimit: settings.bodyLimit ?? DEFAULT_BODY_LIMIT,
    handle: async (request) => inBytes(await answer(request)),
    answer,
    served: () => engines.map(({ description, api }) => servedApi(description, api)),
    logins: () => loginServer.logins(),
    namespaces: stores.namespaces,
    snapshot: async (namespace = '') => ({
      version: SNAPSHOT_VERSION,
      ...(await stores.snapshot(namespace)),
      settings: controls.settings(namespace),
    }),
    restore: async (snapshot, namespace = '') => {
      const restoreSettings = controls.restoring(snapshot.settings);
      await stores.restore(snapshot, namespace);
      restoreSettings(namespace);
      events.tell(inNamespace('state', namespace));
    },
    get journal() {
      return reader();
    },
    clearJournal: (namespace) => {
      journal.clear(namespace);
      events.tell(inNamespace('cleared', namespace));
    },
    events,
    callbacks,
    ownPorts: new Set(),
    apis: () => current,
    keeping: createKeeping({ stores, settings: byNamespace, controls }),
    controls,
    get passage() {
      return passage();
    },
    setScenario: async (name, namespace) => {
      const before = controls.settings(namespace ?? '').scenario;
      controls.setScenario(name, namespace);
      const chosen = scenarioNamed(name);
      if ((chosen.fixtures ?? scenarioNamed(before).fixtures) !== undefined)
        await stores.begin(statesOf(current, chosen, seed), namespace);
      events.tell(inNamespace('state', namespace));
    },
    now: clock,
    reset: async (namespace) => {
      journal.clear(namespace);
      callbacks?.clear(namespace);
      controls.reset(namespace);
      await stores.reset(namespace);
      events.tell(inNamespace('cleared', namespace));
      events.tell(inNamespace('state', namespace));
    },
    reload: async (changed) => {
      const rebase = stores.beginReload();
      engines = createEngines(withFixtures(changed, scenarioNamed(first)));
      repeated = new RepeatedReads();
      current = changed;
      loginServer = loginServerOf(engines);
      await rebase();
      events.tell({ type: 'reloaded' });
    },
  };
}
