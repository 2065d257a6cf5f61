import { http, HttpResponse, type RequestHandler } from 'msw';
import { embed, type EmbeddedMock, type EmbeddedSource, type EmbedOptions } from './embedded-mock.ts';

/** Handlers for MSW, with the state of their mock. */
export type MockHandlers = RequestHandler[] & Pick<EmbeddedMock, 'ready' | 'reset' | 'snapshot' | 'restore'>;

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
  const { ready, serves, respond, reset, snapshot, restore } = embed(source, embedded);
  const handler = http.all('*', async ({ request, cookies }) => {
    if (!request.url.startsWith(origin) || !(await serves(request.url))) return undefined;
    const response = await respond(request, cookies);
    // a response of MSW's own keeps the cookies that it sets
    return response.type === 'error' ? HttpResponse.error() : new HttpResponse(response.body, response);
  });
  return Object.assign([handler], { ready, reset, snapshot, restore });
}
