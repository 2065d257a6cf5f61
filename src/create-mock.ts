import { BUNDLED_NAMES, bundledApi } from './bundled.ts';
import { createApp, type MockApp } from './mock/app.ts';
import type { Behaviours } from './mock/behaviour.ts';
import type { Fixtures } from './mock/initial-state.ts';
import { createMockOf, type MockApi, type MockSettings } from './mock/mock.ts';
import type { Description } from './spec/description.ts';
import { loadDescriptionSync } from './spec/load/load-description.ts';
import { loadFixturesSync } from './spec/load/load-fixtures.ts';

export interface MockOptions extends MockSettings {
  /** A loaded description, the path of one, or `'rocketchat'` or `'livehelpnow'`. Default: both of these. */
  readonly descriptions?: readonly (Description | string)[] | Description | string;
  /** Replaces the bundled ones; goes with a single description. */
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
  if (sources.length !== 1 && (behaviours !== undefined || fixtures !== undefined)) {
    throw new Error('behaviours and fixtures go with a single description: name it in `descriptions`');
  }
  const apis = sources.map((source: Description | string): MockApi => {
    const api = apiOf(source);
    return {
      ...api,
      ...(behaviours !== undefined && { behaviours }),
      ...(fixtures !== undefined && { fixtures: fixturesOf(fixtures) }),
    };
  });
  return createApp(createMockOf(apis, settings));
}

/** A description by its bundled name, by its path, or as it is; a bundled one brings its behaviours and fixtures. */
export function apiOf(source: Description | string): MockApi {
  if (typeof source === 'string') return bundledApi(source) ?? { description: loadDescriptionSync(source) };
  const bundled = bundledApi(source.name);
  const isBundled = bundled !== undefined && bundled.description.location === source.location;
  return isBundled ? { ...bundled, description: source } : { description: source };
}

function fixturesOf(fixtures: Fixtures | string | URL): Fixtures {
  return typeof fixtures === 'string' || fixtures instanceof URL ? loadFixturesSync(fixtures) : fixtures;
}
