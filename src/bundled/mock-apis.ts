import { BUNDLED_NAMES, bundledApi } from './bundled-apis.ts';
import { loadDescriptionSync } from '../description/load/load-description.ts';
import type { Description } from '../description/model/description.ts';
import type { MockApi } from '../mock/api.ts';
import type { Behaviours } from '../mock/behaviour/behaviour.ts';
import { findFixtureFaults } from '../mock/server/fixtures/check-fixtures.ts';
import { withFixtures } from '../mock/engines.ts';
import type { MockSettings } from '../mock/mock-settings.ts';
import { loadFixturesSync, loadRecordingSync } from '../mock/server/fixtures/load-fixtures.ts';
import { FixtureError, type Fixtures } from '../mock/state/initial-data.ts';
import { provideAll } from './provide-all.ts';

provideAll();

/** The APIs that a mock serves. */
export interface ApiOptions {
  /**
   * The APIs to serve: loaded descriptions, paths of description files, or the bundled names `'rocketchat'` and
   * `'livehelpnow'`. Default: both bundled APIs.
   */
  readonly descriptions?: readonly (Description | string)[] | Description | string;
  /** Behaviours of a single description. Those of a bundled API stay; of two for one operation, these are used. */
  readonly behaviours?: Behaviours;
  /**
   * The initial items of a single description: a folder of `*.json` files, or the items by collection. They replace
   * the fixtures of a bundled API. A folder that `mock --record` or `learn` has written gives recorded responses too.
   */
  readonly fixtures?: Fixtures | string | URL;
}

/** Loads the APIs of the options. @throws like `createMock` */
export function apisOf(options: ApiOptions & Pick<MockSettings, 'scenarios'>): readonly MockApi[] {
  const { descriptions = BUNDLED_NAMES, behaviours, fixtures, scenarios = {} } = options;
  const sources = Array.isArray(descriptions) ? descriptions : [descriptions as Description | string];
  const apis = mockApis(sources, { behaviours, fixtures });
  const given = Object.values(scenarios).filter((scenario) => scenario.fixtures !== undefined);
  const served = [
    ...(fixtures === undefined ? [] : [apis]),
    ...given.map((scenario) => withFixtures(apis, scenario)),
  ];
  const faults = [...new Set(served.flat().flatMap(findFixtureFaults))];
  if (faults.length === 0) return apis;
  throw new FixtureError(`these fixtures break the description:\n  ${faults.join('\n  ')}`);
}

/** The additions to a single description. */
interface Additions {
  readonly behaviours?: Behaviours | undefined;
  readonly fixtures?: Fixtures | string | URL | undefined;
}

/** Loads the APIs to serve. @throws Error for additions to several descriptions, DescriptionError, FixtureFileError */
export function mockApis(
  sources: readonly (Description | string)[],
  { behaviours, fixtures }: Additions,
): readonly MockApi[] {
  if (sources.length !== 1 && (behaviours !== undefined || fixtures !== undefined)) {
    throw new Error(
      `behaviours and fixtures go with a single description, but there are ${sources.length}: name the one that they are for`,
    );
  }
  return sources.map(apiOf).map((api) => ({
    description: api.description,
    behaviours: mergeBehaviours(api.behaviours, behaviours),
    fixtures: fixtures === undefined ? (api.fixtures ?? {}) : fixturesOf(fixtures),
    ...recordedIn(fixtures),
  }));
}

/** Merges behaviours; of two for the same operation, the added one is used. */
function mergeBehaviours(base: Behaviours = {}, added: Behaviours = {}): Behaviours {
  return {
    ...base,
    ...added,
    operations: { ...base.operations, ...added.operations },
    collections: { ...base.collections, ...added.collections },
    inferred: { ...base.inferred, ...added.inferred },
    formats: { ...base.formats, ...added.formats },
  };
}

/** Loads an API by its bundled name or its path. A bundled one comes with its behaviours and fixtures. */
function apiOf(source: Description | string): MockApi {
  if (typeof source === 'string') return bundledApi(source) ?? { description: loadDescriptionSync(source) };
  const bundled = bundledApi(source.name);
  const isBundled = bundled !== undefined && bundled.description.location === source.location;
  return isBundled ? { ...bundled, description: source } : { description: source };
}

/** Returns the exchanges of a recording in the folder of the fixtures. */
function recordedIn(fixtures: Additions['fixtures']): Pick<MockApi, 'recorded'> {
  const isFolder = typeof fixtures === 'string' || fixtures instanceof URL;
  const recorded = isFolder ? loadRecordingSync(fixtures) : undefined;
  return recorded === undefined ? {} : { recorded };
}

function fixturesOf(fixtures: Fixtures | string | URL): Fixtures {
  return typeof fixtures === 'string' || fixtures instanceof URL ? loadFixturesSync(fixtures) : fixtures;
}
