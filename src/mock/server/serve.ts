import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { HeaderFields, RawRequest, RawResponse } from '../../http/message.ts';
import type { Mock } from '../mock.ts';
import { isPromise, type Awaitable } from '../state/awaitable.ts';
import { compressed, withPlainTags } from './compress.ts';
import { createControl, isControl, type Control } from './control/control.ts';
import { decompressed } from './decompress.ts';
import { readRequestBody } from './request-body.ts';
import { send } from './send.ts';

/** The settings of the control endpoint, `/_stuntdouble/…`. */
export interface AppSettings {
  /** `false` switches off `/_stuntdouble/…`, the paths that show and set the state over HTTP. Default: true. */
  readonly control?: boolean;
  /**
   * The bearer token for `/_stuntdouble/…`: requests that carry it are accepted from anywhere. Default: no token, and
   * only requests from this machine are accepted. Must not be empty.
   */
  readonly controlToken?: string;
  /** Compresses responses in the coding that `Accept-Encoding` prefers: br, gzip or deflate. Default: false. */
  readonly compress?: boolean;
  /** Called after each response to a request for `/_stuntdouble/…`. The mock's `observer` is not called for these. */
  readonly onControl?: ((event: ControlEvent) => void) | undefined;
}

/** A request to `/_stuntdouble/…`. */
export interface ControlEvent {
  readonly method: string;
  readonly target: string;
  readonly status: number;
}

/** A mock that takes requests of `node:http`, or plain ones. */
export interface MockServing {
  /** Responds to a request; rejects where that fails. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Responds to a request without HTTP. */
  readonly respond: (request: RawRequest) => Awaitable<RawResponse>;
}

/** Serves a mock, and its control requests. @throws Error for an empty token */
export function serving(
  mock: Mock,
  { control = true, controlToken, compress = false, onControl }: AppSettings = {},
): MockServing {
  if (controlToken === '') throw new Error('controlToken: an empty token would let anybody in');
  const respond = responder(mock, compress);
  const context: ServingContext = {
    mock,
    respond,
    control: control ? createControl(mock, controlToken) : undefined,
    onControl,
  };
  return { serve: (request, response) => serve(context, request, response), respond };
}

/** Returns what a server of `node:http` calls for each request. @throws Error for an empty token */
export function requestListener(mock: Mock, settings: AppSettings): RequestListener {
  const { serve: respond } = serving(mock, settings);
  return (request, response) =>
    void respond(request, response).catch((error: unknown) => fail(error, response));
}

/** Ends the response to a request that could not be served. */
export function fail(error: unknown, response: ServerResponse, next?: (error?: unknown) => void): void {
  if (next !== undefined) next(error);
  else if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}

type Respond = (request: RawRequest) => Awaitable<RawResponse>;

interface ServingContext {
  readonly mock: Mock;
  readonly respond: Respond;
  /** Undefined when it is switched off. */
  readonly control: Control | undefined;
  readonly onControl: AppSettings['onControl'];
}

/** Returns a function that removes the codings of a body, and with `compress` applies one to the response. */
function responder(mock: Mock, compress: boolean): Respond {
  const answer = (request: RawRequest): Awaitable<RawResponse> =>
    compress
      ? mock.handle(withPlainTags(request)).then((response) => compressed(request, response))
      : mock.answer(request);
  return (sent) => {
    const isCoded = sent.decoding === undefined && sent.headers['content-encoding'] !== undefined;
    return isCoded ? decompressed(sent, mock.bodyLimit).then(answer) : answer(sent);
  };
}

async function serve(
  { mock, respond, control, onControl }: ServingContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = originForm(request.url ?? '/');
  if (control && isControl(target)) {
    const status = await serveControl(control, target, request, response);
    if (status !== undefined) onControl?.({ method: request.method ?? 'GET', target, status });
    return;
  }
  const reading = readRequestBody(request, mock.bodyLimit);
  const body = isPromise(reading) ? await reading : reading;
  if (body === undefined) return; // the client has closed the connection
  const { bytes, decoding, isCutOff } = body;
  const raw: RawRequest = {
    method: request.method ?? 'GET',
    target,
    headers: fieldsOf(request),
    body: bytes,
    scheme: request.socket instanceof TLSSocket ? 'https' : 'http',
    ...(decoding && { decoding }),
  };
  const responding = respond(raw);
  const sending = send(isPromise(responding) ? await responding : responding, response, isCutOff);
  if (sending !== undefined) await sending;
}

/** Returns the header fields. Of several `Host` lines, Node keeps the first alone. */
function fieldsOf({ headers, rawHeaders }: IncomingMessage): HeaderFields {
  let hosts: string[] | undefined;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') (hosts ??= []).push(rawHeaders[at + 1] ?? '');
  }
  return hosts !== undefined && hosts.length > 1 ? { ...headers, host: hosts } : headers;
}

/** Returns the status of the response; undefined when the client has closed the connection. */
async function serveControl(
  control: Control,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number | undefined> {
  const reply = await control({
    method: request.method ?? 'GET',
    target,
    headers: fieldsOf(request),
    remoteAddress: request.socket.remoteAddress,
    readBody: (limit) => readControlBody(request, limit),
  });
  if (reply) await send(reply, response, !request.complete && request.method === 'POST');
  return reply?.status;
}

/** Reads the body of a control request, without its codings. */
async function readControlBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const sent = await readRequestBody(request, limit);
  if (sent === undefined || sent.decoding !== undefined) return sent?.bytes;
  const raw = { method: 'POST', target: '', headers: request.headers, body: sent.bytes };
  return (await decompressed(raw, limit)).body;
}

/** Removes scheme and authority from a target in absolute form, as proxies get it (RFC 9112, section 3.2.2). */
function originForm(target: string): string {
  return target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '').replace(/^(?!\/)/, '/');
}
