import express, { type Express } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawRequest, RawResponse } from '../conformance/raw-message.ts';
import type { Mock } from './mock.ts';
import { toRawRequest, type RequestLike } from './request-like.ts';
import { readRequestBody } from './request-body.ts';

/** The mock as an Express app: for `listen`, for supertest, or mounted in another app. */
export interface MockApp extends Express {
  /** Back to the fixtures: every namespace, or one. */
  readonly reset: Mock['reset'];
  /** Answers without any HTTP. With a response behind the request it is Express's own `handle`. */
  readonly handle: ((request: RequestLike) => Promise<RawResponse>) & ExpressHandle;
  readonly mock: Mock;
}

type ExpressHandle = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/** One middleware and no Express routes: routing is the engine's. */
export function createApp(mock: Mock): MockApp {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response) => serve(mock, request, response));
  const expressHandle = (app as unknown as { handle: ExpressHandle }).handle.bind(app);
  const handle = (request: RequestLike | IncomingMessage, response?: ServerResponse, next?: () => void) =>
    response === undefined
      ? mock.handle(toRawRequest(request as RequestLike))
      : expressHandle(request as IncomingMessage, response, next);
  return Object.assign(app, { handle, reset: mock.reset, mock }) as unknown as MockApp;
}

async function serve(mock: Mock, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readRequestBody(request, mock.bodyLimit);
  if (body === undefined) return; // the client has gone
  const raw: RawRequest = {
    method: request.method ?? 'GET',
    target: originForm(request.url ?? '/'),
    headers: request.headers,
    body,
  };
  const isCutOff = body.length > mock.bodyLimit;
  await send(await mock.handle(raw), response, isCutOff);
}

/** A target in absolute form, as proxies get it, without scheme and authority (RFC 9112, section 3.2.2). */
function originForm(target: string): string {
  return target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '').replace(/^(?!\/)/, '/');
}

async function send(answer: RawResponse, response: ServerResponse, isCutOff: boolean): Promise<void> {
  const headers: Record<string, string | readonly string[] | undefined> = { ...answer.headers };
  if (isCutOff) headers['connection'] = 'close';
  const { body } = answer;
  if (!(body instanceof Uint8Array)) return stream(answer.status, headers, body, response);
  if (mayHaveBody(answer.status)) headers['content-length'] ??= String(body.length);
  response.writeHead(answer.status, definedHeaders(headers));
  response.end(body);
}

async function stream(
  status: number,
  headers: Record<string, string | readonly string[] | undefined>,
  pieces: AsyncIterable<Uint8Array>,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(status, definedHeaders(headers));
  for await (const piece of pieces) {
    if (response.destroyed) return;
    response.write(piece);
  }
  response.end();
}

/** RFC 9110, section 8.6: no `Content-Length` with 1xx and 204. */
function mayHaveBody(status: number): boolean {
  return status >= 200 && status !== 204 && status !== 304;
}

function definedHeaders(headers: Record<string, string | readonly string[] | undefined>) {
  const defined: Record<string, string | string[]> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) defined[name] = typeof value === 'string' ? value : [...value];
  }
  return defined;
}
