import { onceFulfilled } from '../base/memoise.ts';
import { untilLoaded } from '../base/on-demand.ts';
import type { BuiltDescription } from '../description/built/built-description.ts';
import type { Description } from '../description/model/description.ts';
import type { Behaviours } from '../mock/behaviour/behaviour.ts';
import type { MockSettings } from '../mock/mock-settings.ts';
import { createMockOf, type Mock } from '../mock/mock.ts';
import type { Fixtures } from '../mock/state/initial-data.ts';
import type { Connection } from '../page/store/connection.ts';
import { connectLater } from './connect.ts';
import { pageAddress, toRawRequest, toResponse, type Cookies } from './messages.ts';
import type { Persist, Persistence } from './persistence.ts';
import { isServed, pathFilter } from './served-paths.ts';

/**
 * A description that is in memory: loaded, or built by `stuntdouble build`, or the parsed document, with references inside it
 * alone.
 */
export type EmbeddedSource = Description | BuiltDescription | Readonly<Record<string, unknown>>;

/** The options of a mock that has no server: the settings of the mock, and what belongs to its description. */
export interface EmbedOptions extends MockSettings {
  /** The name of the API in its state. Default: `api`, or the name of a description that is loaded or built. */
  readonly name?: string;
  readonly behaviours?: Behaviours;
  /** The initial items by collection; those of `identities` are the callers. */
  readonly fixtures?: Fixtures;
  /** Keeps the state over reloads of the page. Default: it is that of a start again. */
  readonly persist?: Persist;
}

/** A mock that takes and returns the messages of the Fetch API, in a page or in Node. */
export interface EmbeddedMock extends Pick<Mock, 'reset' | 'snapshot' | 'restore'> {
  /**
   * Settles once the mock can respond; requests wait for it. Rejected with a `DescriptionError` for a description that cannot
   * be served, and with a `FixtureError` for fixtures that cannot be used: then all of the mock is.
   */
  readonly ready: Promise<void>;
  /** Tells whether the description has the path of an address, with any method. */
  readonly serves: (url: string) => Promise<boolean>;
  /** Returns the response to a request, whose body is used up. `cookies` adds those that a page can't read, by name. */
  readonly respond: (request: Request, cookies?: Cookies) => Promise<Response>;
  /** Shows and steers the mock, as `/_stuntdouble/…` does on a server: what `<stuntdouble-panel>` needs. */
  readonly control: Connection;
}

/** The functions that change the state of a mock, tell when it can respond, and steer it. */
export type MockFunctions = Pick<EmbeddedMock, 'ready' | 'reset' | 'snapshot' | 'restore' | 'control'>;

/** Creates a mock of one API without a server. What its description needs is loaded while it is made. */
export function embed(source: EmbeddedSource, options: EmbedOptions = {}): EmbeddedMock {
  const { name, behaviours, fixtures, persist, ...settings } = options;
  const mayServe = pathFilter(() => documentOf(source));
  const making = descriptionOf(source, name, Object.keys(behaviours?.formats ?? {})).then((description) => {
    const api = { description, ...(behaviours && { behaviours }), ...(fixtures && { fixtures }) };
    return untilLoaded(() => createMockOf([api], settings));
  });
  const keeping = making.then(async (mock): Promise<Persistence | undefined> => {
    if (persist === undefined) return undefined;
    const { persistence } = await import('./persistence.ts');
    const kept = persistence(mock, persist, mock.descriptions[0]?.name ?? 'api');
    await kept.restore();
    return kept;
  });
  const changed = async (change: (mock: Mock) => Promise<void>): Promise<void> => {
    const kept = await keeping;
    await change(await making);
    await kept?.save();
  };
  const connect = onceFulfilled(async () => {
    const kept = await keeping;
    const { inProcessConnection } = await import('./in-process-connection.ts');
    const url = new URL(pageAddress() ?? 'http://localhost').origin;
    return inProcessConnection(await making, { url, onChange: async () => kept?.save() });
  });
  const ready = keeping.then(() => undefined);
  ready.catch(() => undefined); // told to whoever asks
  return {
    ready,
    serves: async (url) => {
      const { pathname } = new URL(url);
      return mayServe(pathname) && isServed((await making).descriptions, pathname);
    },
    respond: async (request, cookies = {}) => {
      const kept = await keeping;
      const { answer } = await making;
      const response = await answer(await toRawRequest(request, cookies));
      if (!SAFE.has(request.method)) await kept?.save();
      return toResponse(response, request.method);
    },
    reset: (namespace) => changed((mock) => mock.reset(namespace)),
    snapshot: async (namespace) => (await making).snapshot(namespace),
    restore: (snapshot, namespace) => changed((mock) => mock.restore(snapshot, namespace)),
    control: connectLater(connect),
  };
}

/** The methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

async function descriptionOf(
  source: EmbeddedSource,
  name: string | undefined,
  formats: readonly string[] = [],
): Promise<Description> {
  if (isLoaded(source)) return source;
  if (isBuilt(source)) {
    const { builtDescription } = await import('../description/built/built-description.ts');
    return builtDescription(source, name);
  }
  const { compileInMemory } = await import('../description/load/compile-in-memory.ts');
  return untilLoaded(() => compileInMemory(source, { name: name ?? 'api', formats }));
}

/** Returns the document of a source, which may not have been read yet. */
function documentOf(source: EmbeddedSource): unknown {
  if (isLoaded(source)) return source.document;
  return isBuilt(source) ? JSON.parse(source.document) : source;
}

function isLoaded(source: EmbeddedSource): source is Description {
  return 'validators' in source && 'operationById' in source;
}

/** The version of the format of built descriptions. */
const FORMAT = 1;

function isBuilt(source: Exclude<EmbeddedSource, Description>): source is BuiltDescription {
  const { stuntdouble } = source;
  if (stuntdouble === undefined) return false;
  if (stuntdouble === FORMAT) return true;
  throw new Error('this description was built by another version of stuntdouble: build it again');
}
