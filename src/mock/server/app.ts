import express, { type Express } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawRequest, RawResponse } from '../../http/message.ts';
import type { Mock } from '../mock.ts';
import { createControl, isControl, type Control } from './control.ts';
import { readRequestBody } from './request-body.ts';
import { toRawRequest, type RequestLike } from './request-like.ts';

/** The mock as an Express app: for `listen`, for supertest, or mounted in another app. */
export interface MockApp extends Express {
  /** Back to the fixtures: every namespace, or one. */
  readonly reset: Mock['reset'];
  /** All that a namespace holds, of every API; default: the one without a name. */
  readonly snapshot: Mock['snapshot'];
  /** Puts a namespace back to a snapshot. */
  readonly restore: Mock['restore'];
  /** Answers without any HTTP. With a response behind the request it is Express's own `handle`. */
  readonly handle: ((request: RequestLike) => Promise<RawResponse>) & ExpressHandle;
  readonly mock: Mock;
}

type ExpressHandle = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

export interface AppSettings {
  /** `false` switches off `/_stuntdouble/…`, where state is looked at and set over HTTP. Default: true. */
  readonly control?: boolean;
  /** Who has it may use `/_stuntdouble/…` from anywhere; without it, only programs on this machine may. */
  readonly controlToken?: string;
  /** Told of each request to `/_stuntdouble/…` that was answered: the mock's own observer is not. */
  readonly onControl?: ((event: ControlEvent) => void) | undefined;
}

/** A request to `/_stuntdouble/…`. */
export interface ControlEvent {
  readonly method: string;
  readonly target: string;
  readonly status: number;
}

/** One middleware and no Express routes: routing is the engine's. @throws Error for an empty token */
export function createApp(
  mock: Mock,
  { control = true, controlToken, onControl }: AppSettings = {},
): MockApp {
  if (controlToken === '') throw new Error('controlToken: an empty one would let anybody in');
  const served: Served = {
    mock,
    control: control ? createControl(mock, controlToken) : undefined,
    onControl,
  };
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response) => serve(served, request, response));
  const expressHandle = (app as unknown as { handle: ExpressHandle }).handle.bind(app);
  const handle = (request: RequestLike | IncomingMessage, response?: ServerResponse, next?: () => void) =>
    response === undefined
      ? mock.handle(toRawRequest(request as RequestLike))
      : expressHandle(request as IncomingMessage, response, next);
  const { reset, snapshot, restore } = mock;
  return Object.assign(app, { handle, reset, snapshot, restore, mock }) as unknown as MockApp;
}

interface Served {
  readonly mock: Mock;
  /** Undefined where it is switched off. */
  readonly control: Control | undefined;
  readonly onControl: AppSettings['onControl'];
}

async function serve(
  { mock, control, onControl }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = originForm(request.url ?? '/');
  if (control && isControl(target)) {
    const status = await serveControl(control, target, request, response);
    if (status !== undefined) onControl?.({ method: request.method ?? 'GET', target, status });
    return;
  }
  const body = await readRequestBody(request, mock.bodyLimit);
  if (body === undefined) return; // the client has gone
  const raw: RawRequest = {
    method: request.method ?? 'GET',
    target,
    headers: request.headers,
    body,
  };
  const isCutOff = body.length > mock.bodyLimit;
  await send(await mock.handle(raw), response, isCutOff);
}

/** Gives the status, where there was an answer. Only here is it known where a connection comes from. */
async function serveControl(
  control: Control,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number | undefined> {
  const answer = await control({
    method: request.method ?? 'GET',
    target,
    headers: request.headers,
    remoteAddress: request.socket.remoteAddress,
    readBody: (limit) => readRequestBody(request, limit),
  });
  if (answer) await send(answer, response, !request.complete && request.method === 'POST');
  return answer?.status;
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
