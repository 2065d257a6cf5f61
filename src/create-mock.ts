import { BUNDLED_NAMES, bundledApi } from './bundled/bundled-apis.ts';
import { loadDescriptionSync } from './description/load/load-description.ts';
import type { Description } from './description/model/description.ts';
import type { MockApi } from './mock/api.ts';
import type { Behaviours } from './mock/behaviour/behaviour.ts';
import { createMockOf, type MockSettings } from './mock/mock.ts';
import { faultsOfFixtures } from './mock/prepare-fixtures.ts';
import { createApp, type AppSettings, type MockApp } from './mock/server/app.ts';
import { loadFixturesSync } from './mock/server/load-fixtures.ts';
import { FixtureError, type Fixtures } from './mock/state/initial-data.ts';

export interface MockOptions extends MockSettings, AppSettings {
  /** A loaded description, the path of one, or `'rocketchat'` or `'livehelpnow'`. Default: both of these. */
  readonly descriptions?: readonly (Description | string)[] | Description | string;
  /** Goes with a single description; beside the bundled ones, where it wins. */
  readonly behaviours?: Behaviours;
  /** A folder of collections or the collections themselves; goes with a single description. */
  readonly fixtures?: Fixtures | string | URL;
}

/**
 * A mock as an Express app.
 * @throws DescriptionError, FixtureFileError or FixtureError where it could not answer truly
 */
export function createMock(options: MockOptions = {}): MockApp {
  const { descriptions = BUNDLED_NAMES, behaviours, fixtures, ...settings } = options;
  const sources = Array.isArray(descriptions) ? descriptions : [descriptions as Description | string];
  const apis = mockApis(sources, { behaviours, fixtures });
  const faults = fixtures === undefined ? [] : apis.flatMap(faultsOfFixtures);
  if (faults.length > 0)
    throw new FixtureError(`these fixtures break the description:\n  ${faults.join('\n  ')}`);
  return createApp(createMockOf(apis, settings), settings);
}

/** What goes with a single description. */
interface Additions {
  readonly behaviours?: Behaviours | undefined;
  readonly fixtures?: Fixtures | string | URL | undefined;
}

/** The APIs to serve. @throws Error for additions to several descriptions, DescriptionError, FixtureFileError */
export function mockApis(
  sources: readonly (Description | string)[],
  { behaviours, fixtures }: Additions,
): readonly MockApi[] {
  if (sources.length !== 1 && (behaviours !== undefined || fixtures !== undefined)) {
    throw new Error('behaviours and fixtures go with a single description: name it');
  }
  return sources.map(apiOf).map((api) => ({
    description: api.description,
    behaviours: mergeBehaviours(api.behaviours, behaviours),
    fixtures: fixtures === undefined ? (api.fixtures ?? {}) : fixturesOf(fixtures),
  }));
}

/** What is added wins, operation by operation. */
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

/** A description by its bundled name, by its path, or as it is; a bundled one brings its behaviours and fixtures. */
function apiOf(source: Description | string): MockApi {
  if (typeof source === 'string') return bundledApi(source) ?? { description: loadDescriptionSync(source) };
  const bundled = bundledApi(source.name);
  const isBundled = bundled !== undefined && bundled.description.location === source.location;
  return isBundled ? { ...bundled, description: source } : { description: source };
}

function fixturesOf(fixtures: Fixtures | string | URL): Fixtures {
  return typeof fixtures === 'string' || fixtures instanceof URL ? loadFixturesSync(fixtures) : fixtures;
}
