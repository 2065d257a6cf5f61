import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'undici';
import type { HeaderFields, RawRequest } from '../../conformance/raw-message.ts';
import { isLoopback } from '../is-loopback.ts';
import type { SendOutcome, Target } from '../target.ts';

export interface UrlTargetOptions {
  /** How long an answer may take, in milliseconds; default 10 s. */
  readonly timeout?: number;
  /** How long a connection may take to be made, in milliseconds; default 5 s. */
  readonly connectTimeout?: number;
  readonly connections?: number;
}

/** Sends over HTTP. The description's paths are appended to the URL's own. @throws TypeError for what is no URL */
export function urlTarget(url: string, options: UrlTargetOptions = {}): Target {
  const { timeout = 10_000, connectTimeout = 5_000, connections = 16 } = options;
  const parsed = new URL(url);
  const { origin, pathname } = parsed;
  const basePath = pathname.replace(/\/+$/, '');
  let pool: Promise<Pool> | undefined;
  const open = async () => {
    const undici = await import('undici'); // who only serves a mock does not pay for it
    return new undici.Pool(origin, {
      connections,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      connect: { timeout: connectTimeout },
    });
  };
  return {
    name: url.replace(/\/+$/, ''),
    isRemote: !isLoopback(parsed),
    send: async (request) => {
      pool ??= open();
      const ready = await pool;
      const first = await send(ready, basePath, request);
      if (!mayRepeat(first, request)) return first.outcome;
      await setTimeout(RECONNECT_AFTER);
      const { outcome } = await send(ready, basePath, request);
      return { ...sinceCut(first, outcome), reconnected: 1 };
    },
    close: async () => (await pool)?.destroy(),
  };
}

/** Who was there, and is gone, is so since something was sent. */
function sinceCut({ failure }: Attempt, outcome: SendOutcome): SendOutcome {
  if (failure !== 'cut' || outcome.kind !== 'unreachable') return outcome;
  return { ...outcome, reason: `the connection was cut, and since then: ${outcome.reason}` };
}

/** How long a server is given to come back, in milliseconds. */
const RECONNECT_AFTER = 200;

/** What one attempt came to. */
interface Attempt {
  readonly outcome: SendOutcome;
  /** Why it failed, if it did: `refused` where nothing can have been sent, `cut` where it may have been. */
  readonly failure?: 'refused' | 'cut' | 'other';
}

/** RFC 9110, section 9.2.2: only where nothing was sent, or where it changes nothing to send it again. */
function mayRepeat({ failure }: Attempt, { method }: RawRequest): boolean {
  return failure === 'refused' || (failure === 'cut' && ['GET', 'HEAD', 'OPTIONS'].includes(method));
}

async function send(pool: Pool, basePath: string, request: RawRequest): Promise<Attempt> {
  try {
    const { statusCode, headers, body } = await pool.request({
      method: request.method,
      path: `${basePath}${request.target}`,
      headers: sendable(request.headers),
      body: request.body.length === 0 ? null : request.body,
    });
    const bytes = new Uint8Array(await body.arrayBuffer());
    return { outcome: { kind: 'answered', response: { status: statusCode, headers, body: bytes } } };
  } catch (error) {
    return failed(error);
  }
}

function sendable(headers: HeaderFields): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) fields[name] = typeof value === 'string' ? value : [...value];
  }
  return fields;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
]);

/** Those of them that may be over in a moment. */
const PASSING = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function failed(error: unknown): Attempt {
  const { code = '' } = factsOf(error);
  const failure = PASSING.has(code) ? 'refused' : CUT.has(code) ? 'cut' : 'other';
  return { outcome: outcomeOf(error), failure };
}

function outcomeOf(error: unknown): SendOutcome {
  const { name, code = '', message } = factsOf(error);
  if (UNREACHABLE.has(code)) return { kind: 'unreachable', reason: message || code };
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return { kind: 'dropped', reason: 'no answer in time' };
  }
  if (name === 'HTTPParserError') return { kind: 'dropped', reason: `what came is no HTTP (${message})` };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    return { kind: 'unreachable', reason: 'it does not speak TLS: is it http instead of https?' };
  }
  if (CUT.has(code)) return { kind: 'dropped', reason: 'the connection was cut' };
  return { kind: 'dropped', reason: `the connection was cut (${code || message})` };
}

/** Which of them it is depends on who was quicker: two runs have to say the same. */
const CUT: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** By its members: in a test framework, Node's own errors are instances of another `Error`. */
function factsOf(error: unknown): {
  readonly name?: string;
  readonly code?: string;
  readonly message: string;
} {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { name, code, message } = error as Readonly<Record<string, unknown>>;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof code === 'string' && { code }),
    message: typeof message === 'string' ? message : '',
  };
}
