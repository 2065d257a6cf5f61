import { decodeJson, encodeJson } from '../../codec/formats/json-codec.ts';
import { MalformedText } from '../../http/malformed-text.ts';
import type { HeaderFields, RawResponse } from '../../http/message.ts';
import { queryOf, pathOf } from '../../http/request-target.ts';
import type { Mock } from '../mock.ts';
import { CODES } from '../oauth/tokens/authorization-codes.ts';
import { problemResponse } from '../respond/problem.ts';
import { parseSnapshot, SnapshotError } from '../state/mock-snapshot.ts';
import { namespaceOf } from '../state/namespace.ts';
import { controlRefusal, type Caller } from './control-access.ts';

/** A request to `/_stuntdouble/…`. */
interface ControlRequest extends Caller {
  readonly method: string;
  readonly target: string;
  /**
   * Reads the body; of a longer one than `limit` bytes a little more than that. Undefined when the client has closed
   * the connection.
   */
  readonly readBody: (limit: number) => Promise<Uint8Array | undefined>;
}

/** Responds to a control request; undefined when the client has closed the connection. */
export type Control = (request: ControlRequest) => Promise<RawResponse | undefined>;

const PREFIX = '/_stuntdouble';

/** The largest snapshot that is accepted, in bytes. */
const SNAPSHOT_LIMIT = 64 * 1_048_576;

/** True when a request is for the mock itself and not for an API, nor for a login to one, which is for its clients. */
export function isControl(target: string): boolean {
  return target.startsWith(PREFIX) && /^(?:[/?](?!oauth\/)|$)/.test(target.slice(PREFIX.length));
}

interface ControlCall {
  readonly mock: Mock;
  readonly request: ControlRequest;
  readonly namespace: string;
}

interface Endpoint {
  readonly methods: readonly string[];
  /** A sentence for the list of endpoints. */
  readonly does: string;
  readonly respond: (call: ControlCall) => Promise<RawResponse | undefined>;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/apis': {
    methods: ['GET'],
    does: 'lists the APIs, and for each operation where its responses come from',
    respond: apis,
  },
  '/state': {
    methods: ['GET'],
    does: 'lists the items in the collections of the namespace',
    respond: state,
  },
  '/reset': {
    methods: ['POST'],
    does: 'puts the namespace, or with ?all=true each namespace, back to its initial state',
    respond: reset,
  },
  '/snapshot': {
    methods: ['GET', 'POST'],
    does: 'returns the whole state of the namespace',
    respond: snapshot,
  },
  '/restore': {
    methods: ['POST'],
    does: 'puts the namespace back to a snapshot, which is sent as the body',
    respond: restore,
  },
};

/** Creates the control. A request is for the namespace in its field `X-Stuntdouble-Namespace`, as with the APIs. */
export function createControl(mock: Mock, token: string | undefined): Control {
  return async (request) => {
    const refusal = controlRefusal(request, token);
    if (refusal !== undefined) return problem(403, 'Forbidden', refusal);
    const path = pathOf(request.target).slice(PREFIX.length);
    const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
    if (endpoint === undefined) return isAtRoot(path) ? json(200, endpointList()) : unknownPathProblem(path);
    const { methods, respond } = endpoint;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (!methods.includes(method)) return methodProblem(request.method, methods);
    return respond({ mock, request, namespace: namespaceOf(request.headers) });
  };
}

async function apis({ mock }: ControlCall) {
  return json(200, { apis: mock.served() });
}

async function state({ mock, namespace }: ControlCall) {
  const { apis: snapshots } = await mock.snapshot(namespace);
  const collections = Object.entries(snapshots).map(([name, api]) => [
    name,
    Object.fromEntries(
      Object.entries(api.collections)
        .filter(([collection]) => collection !== CODES)
        .map(([collection, items]) => [collection, items.map(([, item]) => item)]),
    ),
  ]);
  return json(200, {
    namespace,
    namespaces: await mock.namespaces(),
    apis: Object.fromEntries(collections) as unknown,
  });
}

async function reset({ mock, request, namespace }: ControlCall) {
  const isAll = new URLSearchParams(queryOf(request.target)).get('all') === 'true';
  await mock.reset(isAll ? undefined : namespace);
  return json(200, isAll ? { all: true } : { namespace });
}

async function snapshot({ mock, namespace }: ControlCall) {
  return json(200, await mock.snapshot(namespace));
}

async function restore({ mock, request, namespace }: ControlCall) {
  const body = await request.readBody(SNAPSHOT_LIMIT);
  if (body === undefined) return undefined;
  if (body.length > SNAPSHOT_LIMIT) {
    return problem(413, 'Content Too Large', `a snapshot has at most ${SNAPSHOT_LIMIT} bytes`);
  }
  try {
    await mock.restore(parseSnapshot(decodeJson(body)), namespace);
    return json(200, { namespace });
  } catch (error) {
    if (!(error instanceof MalformedText) && !(error instanceof SnapshotError)) throw error;
    return problem(400, 'Bad Request', error.message);
  }
}

function isAtRoot(path: string): boolean {
  return path === '' || path === '/';
}

function endpointList() {
  const endpoints = Object.entries(ENDPOINTS).map(([path, { methods, does }]) => ({
    methods,
    path: PREFIX + path,
    does,
  }));
  return { endpoints };
}

function unknownPathProblem(path: string): RawResponse {
  const known = Object.keys(ENDPOINTS).map((endpoint) => PREFIX + endpoint);
  return problem(404, 'Not Found', `there is no ${PREFIX}${path}; there are ${known.join(', ')}`);
}

function methodProblem(method: string, methods: readonly string[]): RawResponse {
  const allow = methods.includes('GET') ? ['HEAD', ...methods] : methods;
  const detail = `${method} is not allowed here; allowed are ${allow.join(', ')}`;
  return problem(405, 'Method Not Allowed', detail, { allow: allow.join(', ') });
}

/** Fields of all control responses. There are none for CORS: pages of other sites cannot read the responses. */
const PRIVATE_HEADERS: HeaderFields = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

function json(status: number, body: unknown): RawResponse {
  return {
    status,
    headers: { ...PRIVATE_HEADERS, 'content-type': 'application/json' },
    body: encodeJson(body),
  };
}

function problem(status: number, title: string, detail: string, headers: HeaderFields = {}): RawResponse {
  return problemResponse({ title, status, detail }, { ...PRIVATE_HEADERS, ...headers });
}
