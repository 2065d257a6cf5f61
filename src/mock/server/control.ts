import { decodeJson, encodeJson } from '../../codec/formats/json-codec.ts';
import { MalformedText } from '../../http/malformed-text.ts';
import type { HeaderFields, RawResponse } from '../../http/message.ts';
import { queryOf, pathOf } from '../../http/request-target.ts';
import type { Mock } from '../mock.ts';
import { problemResponse } from '../respond/problem.ts';
import { parseSnapshot, SnapshotError } from '../state/mock-snapshot.ts';
import { namespaceOf } from '../state/namespace.ts';
import { refusedControl, type Caller } from './control-access.ts';

/** A request to `/_stuntdouble/…`. */
interface ControlRequest extends Caller {
  readonly method: string;
  readonly target: string;
  /** Reads the body, and a little more than `limit` where it is longer; undefined where the client has gone. */
  readonly readBody: (limit: number) => Promise<Uint8Array | undefined>;
}

/** Answers requests that look at the mock or set its state; undefined where the client has gone. */
export type Control = (request: ControlRequest) => Promise<RawResponse | undefined>;

const PREFIX = '/_stuntdouble';

/** Snapshots are larger than other bodies, in bytes. */
const BODY_LIMIT = 64 * 1_048_576;

/** Whether a request is for the mock itself and not for an API. */
export function isControl(target: string): boolean {
  return target.startsWith(PREFIX) && /^(?:[/?]|$)/.test(target.slice(PREFIX.length));
}

interface Asked {
  readonly mock: Mock;
  readonly request: ControlRequest;
  readonly namespace: string;
}

interface Endpoint {
  readonly methods: readonly string[];
  readonly does: string;
  readonly answer: (asked: Asked) => Promise<RawResponse | undefined>;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/apis': { methods: ['GET'], does: 'the APIs, and what answers each operation', answer: apis },
  '/state': { methods: ['GET'], does: 'the collections of the namespace', answer: state },
  '/reset': {
    methods: ['POST'],
    does: 'the namespace, or with ?all=true each of them, back to the start',
    answer: reset,
  },
  '/snapshot': { methods: ['GET', 'POST'], does: 'all that the namespace holds', answer: snapshot },
  '/restore': {
    methods: ['POST'],
    does: 'a snapshot, sent as the body, into the namespace',
    answer: restore,
  },
};

/** The namespace is that of the header `X-Stuntdouble-Namespace`, as for every other request. */
export function createControl(mock: Mock, token: string | undefined): Control {
  return async (request) => {
    const refused = refusedControl(request, token);
    if (refused !== undefined) return problem(403, 'Forbidden', refused);
    const path = pathOf(request.target).slice(PREFIX.length);
    const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
    if (endpoint === undefined) return isAtRoot(path) ? json(200, listed()) : unknownPath(path);
    const { methods, answer } = endpoint;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (!methods.includes(method)) return wrongMethod(request.method, methods);
    return answer({ mock, request, namespace: namespaceOf(request.headers) });
  };
}

async function apis({ mock }: Asked) {
  return json(200, { apis: mock.served() });
}

async function state({ mock, namespace }: Asked) {
  const found = await mock.snapshot(namespace);
  const collections = Object.entries(found.apis).map(([name, api]) => [
    name,
    Object.fromEntries(
      Object.entries(api.collections).map(([collection, items]) => [
        collection,
        items.map(([, item]) => item),
      ]),
    ),
  ]);
  return json(200, {
    namespace,
    namespaces: await mock.namespaces(),
    apis: Object.fromEntries(collections) as unknown,
  });
}

async function reset({ mock, request, namespace }: Asked) {
  const isAll = new URLSearchParams(queryOf(request.target)).get('all') === 'true';
  await mock.reset(isAll ? undefined : namespace);
  return json(200, isAll ? { all: true } : { namespace });
}

async function snapshot({ mock, namespace }: Asked) {
  return json(200, await mock.snapshot(namespace));
}

async function restore({ mock, request, namespace }: Asked) {
  const body = await request.readBody(BODY_LIMIT);
  if (body === undefined) return undefined;
  if (body.length > BODY_LIMIT) {
    return problem(413, 'Content Too Large', `a snapshot has at most ${BODY_LIMIT} bytes`);
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

function listed() {
  const endpoints = Object.entries(ENDPOINTS).map(([path, { methods, does }]) => ({
    methods,
    path: PREFIX + path,
    does,
  }));
  return { endpoints };
}

function unknownPath(path: string): RawResponse {
  const known = Object.keys(ENDPOINTS).map((one) => PREFIX + one);
  return problem(404, 'Not Found', `there is no ${PREFIX}${path}; there are ${known.join(', ')}`);
}

function wrongMethod(method: string, methods: readonly string[]): RawResponse {
  const allow = methods.includes('GET') ? ['HEAD', ...methods] : methods;
  const detail = `${method} is none of ${methods.join(', ')}`;
  return problem(405, 'Method Not Allowed', detail, { allow: allow.join(', ') });
}

/** No CORS: pages of other sites read nothing of it. */
const PRIVATE: HeaderFields = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

function json(status: number, body: unknown): RawResponse {
  return { status, headers: { ...PRIVATE, 'content-type': 'application/json' }, body: encodeJson(body) };
}

function problem(status: number, title: string, detail: string, headers: HeaderFields = {}): RawResponse {
  return problemResponse({ title, status, detail }, { ...PRIVATE, ...headers });
}
