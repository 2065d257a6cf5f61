import { compileDescription } from '../description/compile/compile-description.ts';
import { documentInMemory } from '../description/load/document-in-memory.ts';
import type { Description } from '../description/model/description.ts';
import type { Behaviours } from '../mock/behaviour/behaviour.ts';
import type { MockSettings } from '../mock/mock-settings.ts';
import { createMockOf, type Mock } from '../mock/mock.ts';
import type { Fixtures } from '../mock/state/initial-data.ts';
import { toRawRequest, toResponse, type Cookies } from './messages.ts';
import { isServed } from './served-paths.ts';

/** A description that is in memory: loaded, or the parsed document, with references inside it alone. */
export type EmbeddedSource = Description | Readonly<Record<string, unknown>>;

/** The options of a mock that has no server: the settings of the mock, and what belongs to its description. */
export interface EmbedOptions extends MockSettings {
  /** The name of the API in its state. Default: `api`, or the name of a loaded description. */
  readonly name?: string;
  readonly behaviours?: Behaviours;
  /** The initial items by collection; those of `identities` are the callers. */
  readonly fixtures?: Fixtures;
}

/** A mock that takes and returns the messages of the Fetch API, in a page or in Node. */
export interface EmbeddedMock extends Pick<Mock, 'reset' | 'snapshot' | 'restore'> {
  /** Tells whether the description has the path of an address, with any method. */
  readonly serves: (url: string) => boolean;
  /** Returns the response to a request, whose body is used up. `cookies` adds those that a page can't read, by name. */
  readonly respond: (request: Request, cookies?: Cookies) => Promise<Response>;
}

/**
 * Creates a mock of one API without a server.
 * @throws DescriptionError for a description that cannot be served, FixtureError for fixtures that cannot be used
 */
export function embed(source: EmbeddedSource, options: EmbedOptions = {}): EmbeddedMock {
  const { name, behaviours, fixtures, ...settings } = options;
  const description = descriptionOf(source, name, Object.keys(behaviours?.formats ?? {}));
  const api = { description, ...(behaviours && { behaviours }), ...(fixtures && { fixtures }) };
  const { answer, reset, snapshot, restore } = createMockOf([api], settings);
  return {
    serves: (url) => isServed([description], new URL(url).pathname),
    respond: async (request, cookies = {}) =>
      toResponse(await answer(await toRawRequest(request, cookies)), request.method),
    reset,
    snapshot,
    restore,
  };
}

function descriptionOf(source: EmbeddedSource, name = 'api', formats: readonly string[] = []): Description {
  if (isLoaded(source)) return source;
  return compileDescription(documentInMemory(source), { name, location: undefined, formats });
}

function isLoaded(source: EmbeddedSource): source is Description {
  return 'validators' in source && 'operationById' in source;
}
