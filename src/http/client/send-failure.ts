import { member } from '../../base/json.ts';

/** What became of a request that got no response. */
export type NoResponse =
  /** There is a connection, and no response came on it in time, or not to its end. */
  | { readonly kind: 'late'; readonly reason: string }
  /** The connection was cut. */
  | { readonly kind: 'dropped'; readonly reason: string }
  /** There is nobody to connect to. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Why no answer came: `refused` where nothing can have been sent, `cut` where it may have been. */
export interface SendFailure {
  readonly kind: 'refused' | 'cut' | 'other';
  readonly outcome: NoResponse;
  /** True where the connection had brought a response before: then it may have been closed before the request came. */
  readonly isReused?: boolean;
}

/** Nobody to connect to, as things stand now. */
const PASSING: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Nobody to connect to, and so it will stay. */
const LASTING: ReadonlySet<string> = new Set(['ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT']);

/** Which of them it is depends on who was quicker: two runs have to say the same. */
const CUT: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** What is wrong with the certificate of a server. */
const CERTIFICATES: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'comes from an authority that nobody knows',
  UNABLE_TO_GET_ISSUER_CERT: 'comes from an authority that nobody knows',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'comes from an authority that nobody knows',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'comes from an authority that nobody knows',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another host',
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
};

export function sendFailure(error: unknown): SendFailure {
  const { code = '' } = factsOf(error);
  const kind = PASSING.has(code) ? 'refused' : CUT.has(code) ? 'cut' : 'other';
  return {
    kind,
    outcome: outcomeOf(error),
    isReused: Number(member(member(error, 'socket'), 'bytesRead')) > 0,
  };
}

function outcomeOf(error: unknown): NoResponse {
  const { name, code = '', message } = factsOf(error);
  if (PASSING.has(code) || LASTING.has(code)) return { kind: 'unreachable', reason: message || code };
  const certificate = CERTIFICATES[code];
  if (certificate !== undefined) {
    const advice = 'trust it with --ca FILE (an option ca in code), or take any with --insecure';
    return { kind: 'unreachable', reason: `its certificate ${certificate} (${code}): ${advice}` };
  }
  const proxyStatus = /^Proxy response \((\d+)\)|^Proxy Authentication Required \((407)\)/.exec(message);
  if (proxyStatus !== null) {
    return { kind: 'unreachable', reason: `the proxy answers ${proxyStatus[1] ?? proxyStatus[2]}` };
  }
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return { kind: 'late', reason: 'no response came in time' };
  }
  if (name === 'HTTPParserError') return { kind: 'dropped', reason: `what came is no HTTP (${message})` };
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    return { kind: 'unreachable', reason: 'it does not speak TLS: is it http instead of https?' };
  }
  if (CUT.has(code)) return { kind: 'dropped', reason: 'the connection was cut' };
  return { kind: 'dropped', reason: `the connection was cut (${code || message})` };
}

/** By its members: in a test framework, Node's own errors are instances of another `Error`. */
function factsOf(error: unknown): {
  readonly name?: string;
  readonly code?: string;
  readonly message: string;
} {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { name, code, message, cause } = error as Readonly<Record<string, unknown>>;
  if (name === 'SecureProxyConnectionError' && cause !== undefined) return factsOf(cause);
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof code === 'string' && { code }),
    message: typeof message === 'string' ? message : '',
  };
}
