import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockOptions } from '../create-mock.ts';
import { apisOf } from '../bundled/mock-apis.ts';
import { createMockOf, type Mock } from '../mock/mock.ts';
import { fail, serving } from '../mock/server/serve.ts';
import { isServed } from './served-paths.ts';

/** What a dev server calls for each request: Vite, webpack-dev-server, Express, connect. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** Matches what is for the mock itself: its state, its logins. */
const OWN = /^\/_stuntdouble(?:[/?]|$)/;

/** A mock in a server of somebody else's, with its state. */
export interface MockMiddleware extends Middleware, Pick<Mock, 'reset' | 'snapshot' | 'restore'> {
  readonly mock: Mock;
}

/**
 * Returns a middleware that responds where a description has the path, and for `/_stuntdouble/…`; anything else goes on to
 * the next one. @throws like `createMock`
 */
export function createMiddleware(options: MockOptions = {}): MockMiddleware {
  const mock = createMockOf(apisOf(options), options);
  const { serve } = serving(mock, options);
  const { reset, snapshot, restore } = mock;
  const middleware: Middleware = (request, response, next) => {
    const { url = '/' } = request;
    if (!OWN.test(url) && !isServed(mock.descriptions, url)) return next();
    serve(request, response).catch((error: unknown) => fail(error, response, next));
  };
  return Object.assign(middleware, { mock, reset, snapshot, restore });
}
