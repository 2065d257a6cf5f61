import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMock, type MockOptions } from '../create-mock.ts';
import type { MockApp } from '../mock/server/app.ts';
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
export interface MockMiddleware
  extends Middleware, Pick<MockApp, 'reset' | 'snapshot' | 'restore' | 'mock'> {}

/**
 * Returns a middleware that responds where a description has the path, and for `/_stuntdouble/…`; anything else goes on to
 * the next one. @throws like `createMock`
 */
export function createMiddleware(options: MockOptions = {}): MockMiddleware {
  const app = createMock(options);
  const { mock, reset, snapshot, restore } = app;
  const middleware: Middleware = (request, response, next) => {
    const { url = '/' } = request;
    if (OWN.test(url) || isServed(mock.descriptions, url)) app.handle(request, response, next);
    else next();
  };
  return Object.assign(middleware, { mock, reset, snapshot, restore });
}
