import { embed, type EmbeddedSource, type EmbedOptions, type MockFunctions } from './embedded-mock.ts';
import { pageAddress } from './messages.ts';

export { type BuiltDescription } from '../description/built/built-description.ts';
export { embed, type EmbeddedMock, type EmbeddedSource, type EmbedOptions } from './embedded-mock.ts';

/** The options of `createFetch`. */
export interface FetchOptions extends EmbedOptions {
  /** The address that relative ones begin at. Default: that of the page, else `http://localhost`. */
  readonly base?: string | URL;
  /** Called for addresses whose path the description does not have. Default: none, they are answered with 404. */
  readonly otherwise?: typeof fetch;
}

/** A function like `fetch`, with the state of its mock. */
export type MockFetch = typeof fetch & MockFunctions;

/** Returns a function to use in the place of `fetch`, whose requests a mock of the description responds to. */
export function createFetch(source: EmbeddedSource, options: FetchOptions = {}): MockFetch {
  const { base = pageAddress() ?? 'http://localhost', otherwise, ...embedded } = options;
  const { serves, respond, ...functions } = embed(source, embedded);
  const mockFetch: typeof fetch = async (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(input, base), init);
    if (otherwise !== undefined && !(await serves(request.url))) return otherwise(request);
    return unlessAborted(respond(request), request.signal);
  };
  return Object.assign(mockFetch, functions);
}

/** Rejects as `fetch` does once the request is aborted. */
async function unlessAborted(response: Promise<Response>, signal: AbortSignal): Promise<Response> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    response.then(resolve, reject);
  });
}
