import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Dispatcher } from '../../../http/client/dispatcher.ts';
import { sendFailure } from '../../../http/client/send-failure.ts';
import { isSafe } from '../../../http/method.ts';
import { NO_BODY, type HeaderFields, type RawRequest, type RawResponse } from '../../../http/message.ts';
import type { Violation } from '../../../validation/violation.ts';
import { forwardedFields } from '../../control/upstream/forwarded-fields.ts';
import { passRefusal, type Sender } from '../../control/upstream/pass-access.ts';
import type { Passage, PassedOperation } from '../../control/upstream/passage.ts';
import { returnedFields } from '../../control/upstream/returned-fields.ts';
import { upstreamTarget } from '../../control/upstream/upstream-url.ts';
import { readableByPages, type CorsMode } from '../../respond/cors.ts';
import { problemResponse } from '../../respond/problem.ts';
import { send } from '../send.ts';
import { BodyCopy } from './body-copy.ts';
import { NotPassedOn, passOn } from './pass-on.ts';
import type { Upstream } from './upstream.ts';

/** What a request that goes through is sent with. */
export interface Forwarding {
  readonly upstream: Upstream;
  readonly passage: Passage;
  readonly cors: CorsMode;
}

/** A request that goes through. */
export interface Forwarded {
  /** The request as it came, without its body. */
  readonly head: RawRequest;
  /** Its body: as it comes, or as it was read already; null without one. */
  readonly body: AsyncIterable<Uint8Array> | Uint8Array | null;
  readonly sender: Sender;
  /** The API and the operation that it is for. */
  readonly found: PassedOperation | undefined;
}

/** Sends a request to the upstream, and passes the response on. Redirects are passed on too, none is followed. */
export async function forward(
  forwarded: Forwarded,
  response: ServerResponse,
  forwarding: Forwarding,
): Promise<void> {
  const start = performance.now();
  const { upstream, passage, cors } = forwarding;
  const { head, found, sender } = forwarded;
  const sent = new BodyCopy();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const tell = (answer: RawResponse, reason: string | undefined, violations?: readonly Violation[]) => {
    const request = { ...head, body: sent.isWhole ? sent.bytes() : NO_BODY };
    const own = { request, response: answer, operation: found?.operation, violations: [], reason };
    passage.tell(
      violations === undefined ? own : { ...own, upstream: { violations } },
      performance.now() - start,
    );
  };
  const refuse = async (status: number, title: string, reason: string, violations?: readonly Violation[]) => {
    const members = violations && { violations: violations.map(shownViolation) };
    const problem = problemResponse({ title, status, detail: reason, ...members });
    const answer = status === 403 || cors === 'documented' ? problem : readableByPages(head, problem);
    tell(answer, reason, violations);
    await send(answer, response, forwarded.body !== null && status < 500);
  };
  const refusal = passRefusal(sender, upstream.access);
  if (refusal !== undefined) return refuse(403, 'Forbidden', refusal);
  const path = upstreamTarget(upstream.url, head.target);
  if (path === undefined)
    return refuse(400, 'Bad Request', 'a path with dot segments does not go through to the upstream');
  try {
    const answer = await ask(await upstream.dispatcher(), {
      origin: upstream.url.origin,
      path,
      method: head.method,
      headers: fieldsFor(forwarded, upstream),
      body:
        forwarded.body === null ? null : Readable.from(copied(forwarded.body, sent), { objectMode: false }),
      signal: gone.signal,
      bodyTimeout: 0,
    });
    const headers = returnedFields(answer.headers, { request: head, upstream: upstream.url, cors });
    const arriving = { status: answer.statusCode, headers, body: answer.body };
    const judge = (body: Uint8Array | undefined) =>
      passage.judge(found, head.method, {
        status: answer.statusCode,
        headers: { ...answer.headers, 'content-encoding': undefined },
        body,
      });
    const { secrets, isStrict } = upstream;
    const passed = await passOn(arriving, response, { secrets, isStrict, judge });
    tell(passed.response, passed.reason, passed.violations);
  } catch (error) {
    if (response.destroyed)
      return tell({ status: 0, headers: {}, body: NO_BODY }, 'the client has closed the connection');
    if (error instanceof NotPassedOn) return refuse(502, 'Bad Gateway', error.message, error.violations);
    const { outcome } = sendFailure(error);
    const isLate = outcome.kind === 'late';
    await refuse(
      isLate ? 504 : 502,
      isLate ? 'Gateway Timeout' : 'Bad Gateway',
      `upstream: ${outcome.reason}`,
    );
  }
}

/** Asks once more where a connection that had been kept open was closed just then. */
async function ask(
  dispatcher: Dispatcher,
  options: Dispatcher.RequestOptions,
): Promise<Dispatcher.ResponseData> {
  try {
    return await dispatcher.request(options);
  } catch (error) {
    const { kind, isReused } = sendFailure(error);
    const mayRepeat = kind === 'cut' && isReused === true && options.body === null && isSafe(options.method);
    if (!mayRepeat) throw error;
    return dispatcher.request(options);
  }
}

/** Returns the fields of the request. A response that is to be looked through for credentials should have no codings. */
function fieldsFor({ head, body }: Forwarded, upstream: Upstream): Record<string, string | string[]> {
  const fields = forwardedFields(head.headers, upstream.url, upstream.headers);
  if (upstream.secrets.isNeeded) fields['accept-encoding'] = 'identity';
  if (body === null) delete fields['content-length'];
  else if (body instanceof Uint8Array) fields['content-length'] = String(body.length);
  return fields as Record<string, string | string[]>;
}

async function* copied(
  body: AsyncIterable<Uint8Array> | Uint8Array,
  copy: BodyCopy,
): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) {
    copy.add(body);
    yield body;
    return;
  }
  for await (const piece of body) {
    copy.add(piece);
    yield piece;
  }
}

function shownViolation({ where, pointer, descriptionPointer, sentence }: Violation) {
  return { where, pointer, descriptionPointer, message: sentence };
}

/** Returns what the guard needs to know of a request. */
export function senderOf({ url = '/', socket }: IncomingMessage, headers: HeaderFields): Sender {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0];
  return { headers, absolute, localAddress: socket.localAddress };
}
