import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import {
  inBytes,
  NO_BODY,
  type HeaderFields,
  type RawRequest,
  type RawResponse,
} from '../../http/message.ts';
import type { Decision } from '../control/upstream/passage.ts';
import type { UpstreamOptions } from '../control/upstream/upstream-options.ts';
import type { Mock } from '../mock.ts';
import type { CorsMode } from '../respond/cors.ts';
import { isPromise, use, type Awaitable } from '../state/awaitable.ts';
import { createSender } from './callbacks/send-outgoing.ts';
import { compressed, withPlainTags } from './compress.ts';
import { createControl, isControl, type Control } from './control/control.ts';
import { decompressed } from './decompress.ts';
import { readRequestBody } from './request-body.ts';
import { send } from './send.ts';
import { createThrough, type Incoming, type Through } from './upstream/through.ts';
import { serveUpgrades } from './upstream/upgrade.ts';

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
  /** A real server, to which what is not mocked goes through. Default: none. */
  readonly upstream?: UpstreamOptions;
  /** The pages that may read responses of the upstream. Default: `open`, those of any origin. */
  readonly cors?: CorsMode;
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
  readonly respond: Respond;
  readonly serveUpgrades: ServeUpgrades;
}

/** Lets requests upgrade the connections of a server, where there is an upstream; `listen` does so. */
export type ServeUpgrades = (server: Server) => { readonly end: () => void } | undefined;

/** What a server of `node:http` calls for each request. */
export type MockListener = RequestListener & { readonly serveUpgrades: ServeUpgrades; readonly mock: Mock };

/** Serves a mock, and its control requests. @throws Error for an empty token */
export function serving(
  mock: Mock,
  { control = true, controlToken, compress = false, upstream, cors = 'open', onControl }: AppSettings = {},
): MockServing {
  if (controlToken === '') throw new Error('controlToken: an empty token would let anybody in');
  const { callbacks, ownPorts } = mock;
  callbacks?.connect(createSender({ hosts: callbacks.hosts, ownPorts }));
  const respond = responder(mock, compress);
  const through = upstream && createThrough(upstream, mock.passage, cors);
  const context: ServingContext = {
    mock,
    respond,
    control: control ? createControl(mock, controlToken) : undefined,
    through,
    onControl,
  };
  return {
    serve: (request, response) => serve(context, request, response),
    respond,
    serveUpgrades: (server) => through && serveUpgrades(server, through, headOf),
  };
}

/** Returns what a server of `node:http` calls for each request. @throws Error for an empty token */
export function requestListener(mock: Mock, settings: AppSettings): MockListener {
  const { serve: respond, serveUpgrades: upgrades } = serving(mock, settings);
  const listener: RequestListener = (request, response) =>
    void respond(request, response).catch((error: unknown) => fail(error, response));
  return Object.assign(listener, { serveUpgrades: upgrades, mock });
}

/** Ends the response to a request that could not be served. */
export function fail(error: unknown, response: ServerResponse, next?: (error?: unknown) => void): void {
  if (next !== undefined) next(error);
  else if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}

/** `orElse`: returned in place of a 404 to a request for what an operation has. */
type Respond = (request: RawRequest, orElse?: RawResponse) => Awaitable<RawResponse>;

interface ServingContext {
  readonly mock: Mock;
  readonly respond: Respond;
  /** Undefined when it is switched off. */
  readonly control: Control | undefined;
  /** The way to the upstream; undefined without one. */
  readonly through: Through | undefined;
  readonly onControl: AppSettings['onControl'];
}

/** Returns a function that removes the codings of a body, and with `compress` applies one to the response. */
function responder(mock: Mock, compress: boolean): Respond {
  const answer = (request: RawRequest, orElse?: RawResponse): Awaitable<RawResponse> =>
    compress
      ? use(mock.answer(withPlainTags(request), orElse), (response) =>
          response === orElse ? response : compressed(request, inBytes(response)),
        )
      : mock.answer(request, orElse);
  return (sent, orElse) => {
    const isCoded = sent.decoding === undefined && sent.headers['content-encoding'] !== undefined;
    return isCoded
      ? decompressed(sent, mock.bodyLimit).then((plain) => answer(plain, orElse))
      : answer(sent, orElse);
  };
}

async function serve(
  context: ServingContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { control, through, onControl } = context;
  const head = headOf(request);
  const { method, target } = head;
  if (control && isControl(target)) {
    const status = await serveControl(control, target, request, response);
    if (status !== undefined) onControl?.({ method, target, status });
    return;
  }
  const decision = through?.decide(head);
  if (decision === undefined || decision.kind === 'mock')
    return serveMocked(context, { head, request, response }, decision);
  return through?.respond({ head, request, response }, decision);
}

/** Responds by the mock; where it has no such item, and the decision says so, by the upstream. */
async function serveMocked(
  { mock, respond, through }: ServingContext,
  incoming: Incoming,
  decision: Decision | undefined,
): Promise<void> {
  const { head, request, response } = incoming;
  const reading = readRequestBody(request, mock.bodyLimit);
  const body = isPromise(reading) ? await reading : reading;
  if (body === undefined) return; // the client has closed the connection
  const { bytes, decoding, isCutOff } = body;
  const raw: RawRequest = { ...head, body: bytes, ...(decoding && { decoding }) };
  const isAsked = decision?.kind === 'mock' && decision.asksOnMissing;
  const responding = respond(raw, isAsked ? ASK_UPSTREAM : undefined);
  const responded = isPromise(responding) ? await responding : responding;
  if (responded === ASK_UPSTREAM && decision) return through?.respond(incoming, decision, bytes);
  const sending = send(responded, response, isCutOff);
  if (sending !== undefined) await sending;
}

/** Stands for a response that the upstream is to give. */
const ASK_UPSTREAM: RawResponse = { status: 404, headers: {}, body: NO_BODY };

/** Returns a request without its body. */
function headOf(request: IncomingMessage): RawRequest {
  return {
    method: request.method ?? 'GET',
    target: originForm(request.url ?? '/'),
    headers: fieldsOf(request),
    body: NO_BODY,
    scheme: isEncrypted(request) ? 'https' : 'http',
  };
}

/** True for a request that came over TLS. One that an app has made up may have no socket. */
function isEncrypted({ socket }: IncomingMessage): boolean {
  return (socket as Partial<TLSSocket> | undefined)?.encrypted === true;
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

/**
 * Serves a request for the mock itself. Returns the status of the response; undefined when the client has closed the
 * connection.
 */
export async function serveControl(
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
export function originForm(target: string): string {
  return target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '').replace(/^(?!\/)/, '/');
}
