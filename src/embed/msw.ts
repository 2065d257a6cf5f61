import { http, HttpResponse, type RequestHandler } from 'msw';
import type { DefineNetworkOptions, NetworkApi, NetworkSource } from 'msw/experimental';
import { embed, type EmbeddedSource, type EmbedOptions, type MockFunctions } from './embedded-mock.ts';

/** Handlers for MSW, with the state of their mock. */
export type MockHandlers = RequestHandler[] & MockFunctions;

/** The options of `handlers`. */
export interface HandlerOptions extends EmbedOptions {
  /** The addresses that requests have to begin with. Default: those of any origin whose path the description has. */
  readonly origin?: string;
}

/**
 * Returns the handlers of a mock for `setupWorker` and `setupServer` of MSW 2.10 and later. What the description has no
 * path for is left to other handlers. Cookies are MSW's own.
 */
export function handlers(source: EmbeddedSource, options: HandlerOptions = {}): MockHandlers {
  const { origin = '', ...embedded } = options;
  const { serves, respond, ...functions } = embed(source, embedded);
  const handler = http.all('*', async ({ request, cookies }) => {
    if (!request.url.startsWith(origin) || !(await serves(request.url))) return undefined;
    const response = await respond(request, cookies);
    // a response of MSW's own keeps the cookies that it sets
    return response.type === 'error' ? HttpResponse.error() : new HttpResponse(response.body, response);
  });
  return Object.assign([handler], functions);
}

/** The sources of a network, as MSW has them. */
type Sources = NetworkSource<never>[];

/** The options of `network`: those of `handlers`, and those of `defineNetwork`, with handlers that come before the mock's. */
export type NetworkOptions<Given extends Sources> = HandlerOptions &
  Omit<DefineNetworkOptions<Given>, 'handlers'> & { readonly handlers?: readonly RequestHandler[] };

/**
 * Defines a network of MSW (2.13 and later, where that is experimental, and 3) with a mock in it. Its `sources` say where
 * requests come from: `defaultNetworkOptions` of `msw/node`, and of `msw/browser` since MSW 3, has the usual ones.
 * @throws Error for a version of MSW that has no networks
 */
export async function network<Given extends Sources>(
  source: EmbeddedSource,
  { sources, context, onUnhandledFrame, handlers: further = [], ...options }: NetworkOptions<Given>,
): Promise<NetworkApi<Given> & MockFunctions> {
  const mocked = handlers(source, options);
  const { defineNetwork } = await networks();
  const defined = defineNetwork({
    sources,
    handlers: [...further, ...mocked],
    ...(context && { context }),
    ...(onUnhandledFrame && { onUnhandledFrame }),
  });
  const { ready, reset, snapshot, restore, control } = mocked;
  return Object.assign(defined, { ready, reset, snapshot, restore, control });
}

/** Imports what older versions of MSW do not have. */
async function networks() {
  try {
    return await import('msw/experimental');
  } catch (error) {
    throw new Error('network() needs MSW 2.13 or later; handlers() needs 2.10', { cause: error });
  }
}
