import type { MockApi } from './api.ts';
import { recordedReads } from './choose/respond-as-recorded.ts';
import type { SettingsByNamespace } from './control/namespace-settings.ts';
import type { Scenario } from './control/scenarios/scenario.ts';
import { createEngine, type Engine } from './engine.ts';
import { behaviourCorrectionFaults } from './inferred/corrections/correction-faults.ts';
import { ledgersOf } from './inferred/collection/ledger.ts';
import { DEFAULT_BODY_LIMIT, type MockSettings } from './mock-settings.ts';
import { hasOperation } from './choose/route-request.ts';
import { createLoginServer, type LoginServer } from './oauth/login-server.ts';
import { prepareFixtures } from './choose/prepare-fixtures.ts';
import type { MockClock } from './state/clock.ts';
import type { Fixtures, InitialData } from './state/initial-data.ts';
import type { Snapshot } from './state/store.ts';
import type { Stores } from './state/stores.ts';

/** Returns the APIs with the fixtures of a scenario in the place of their own. */
export function withFixtures(apis: readonly MockApi[], { fixtures }: Scenario): readonly MockApi[] {
  if (fixtures === undefined) return apis;
  return apis.map((api) => ({ ...api, fixtures: { ...api.fixtures, ...fixturesOf(fixtures, api, apis) } }));
}

function fixturesOf(
  fixtures: NonNullable<Scenario['fixtures']>,
  { description }: MockApi,
  apis: readonly MockApi[],
): Fixtures {
  if (apis.length === 1) return fixtures as Fixtures;
  return (fixtures as Readonly<Record<string, Fixtures>>)[description.name] ?? {};
}

/** Returns the state of each API with which a scenario begins. @throws FixtureError */
export function statesOf(
  apis: readonly MockApi[],
  scenario: Scenario,
  seed: number,
): ReadonlyMap<string, Snapshot> {
  const states = withFixtures(apis, scenario).map((api, index) => {
    const { snapshot } = prepareFixtures(api, seed);
    const own = Object.keys(api.fixtures ?? {}).filter(
      (name) => !Object.hasOwn(apis[index]?.fixtures ?? {}, name),
    );
    return [
      api.description.name,
      { ...snapshot, collections: { ...snapshot.collections, ...ledgersOf(own) } },
    ] as const;
  });
  return new Map(states);
}

/** Returns a function that creates the engines of APIs. It prepares all first: one with faults changes nothing. */
export function engineFactory(
  settings: MockSettings,
  stores: Stores,
  clock: MockClock,
  byNamespace: SettingsByNamespace,
): (apis: readonly MockApi[]) => readonly Engine[] {
  const { seed = 1, bodyLimit = DEFAULT_BODY_LIMIT, strictQuery = false, memory = 'on' } = settings;
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
        recorded:
          api.recorded && recordedReads.get().createRecordedReads(api.recorded, api.description, byNamespace),
      }),
    );
  };
}

/** Returns the login server of the APIs, which leaves the paths to them that they have. */
export function loginServerOf(engines: readonly Engine[]): LoginServer {
  return createLoginServer(
    engines.map(({ login }) => login),
    (method, path) => hasOperation(engines, method, path),
  );
}

function authPolicy({ auth }: MockSettings, { identities }: InitialData) {
  if (auth === false) return { kind: 'off' } as const;
  return identities.length === 0 ? ({ kind: 'anybody' } as const) : ({ kind: 'known', identities } as const);
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
