import { apisOf, type ApiOptions } from './bundled/mock-apis.ts';
import { createMockOf } from './mock/mock.ts';
import type { MockSettings } from './mock/mock-settings.ts';
import { createApp, type MockApp } from './mock/server/app.ts';
import type { AppSettings } from './mock/server/serve.ts';

/** The options of `createMock`: the APIs, and the settings of the mock and of its app. */
export interface MockOptions extends ApiOptions, MockSettings, AppSettings {}

/**
 * Creates a mock as an Express app.
 * @throws DescriptionError for a description that cannot be served
 * @throws FixtureFileError for fixture files that cannot be read
 * @throws FixtureError for fixtures that break the description
 * @throws Error for options that do not go together
 */
export function createMock(options: MockOptions = {}): MockApp {
  return createApp(createMockOf(apisOf(options), options), options);
}
