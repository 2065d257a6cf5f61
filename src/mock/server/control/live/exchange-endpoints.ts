import { isObject } from '../../../../base/json.ts';
import type { ExchangeInLines, ShownExchange } from '../../../control/inspect/shown/exchange.ts';
import type { Mock } from '../../../mock.ts';
import { toRawRequest, type RequestLike } from '../../functions/request-like.ts';
import { json, problem } from '../control-response.ts';
import { controlFiles } from '../files/on-demand.ts';
import {
  BodyError,
  numberIn,
  onlyWith,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from '../endpoint.ts';

/** The largest request that can be sent, in bytes: its body in JSON. */
const REQUEST_LIMIT = 8 * 1_048_576;

export const EXCHANGE_ENDPOINTS: Endpoints = {
  '/exchange': {
    methods: ['GET'],
    does:
      'shows the exchange ?id= of the namespace, and why it was answered so: the operation or the nearest ones, each broken ' +
      'rule with its place in the description, credentials, what has become of the items; null where it is not kept',
    respond: exchange,
  },
  '/resend': {
    methods: ['POST'],
    does: 'sends the request of an exchange of the namespace again, with its credentials: {"id": 7}',
    respond: resend,
  },
  '/send': {
    methods: ['POST'],
    does:
      'sends a request to the mock, and shows the exchange: {"method": "POST", "target": "/things?a=b", "headers": {…}, ' +
      '"body": …}; a body that is no text is sent as JSON',
    respond: send,
  },
};

async function exchange(call: ControlCall) {
  const id = numberIn(call, 'id', -1);
  if (typeof id === 'string' || id < 0) return problem(400, 'Bad Request', 'id: give a whole number');
  const shown = call.mock.inspector.exchange(call.namespace, id);
  return json(200, shown === undefined ? null : shownWithLines(shown, call.mock));
}

async function resend(call: ControlCall) {
  const { mock, namespace } = call;
  return withJsonBody(call, 1_000, async (value) => {
    const { id } = onlyWith(['id'], value);
    if (!Number.isSafeInteger(id) || Number(id) < 0 || Number(id) >= 1e15)
      throw new BodyError('/id: give the number of an exchange');
    const sent = await mock.inspector.resend(namespace, Number(id));
    if (sent === 'unknown') return notKept(Number(id));
    if (sent === 'cut') {
      const detail = `the body of the exchange ${Number(id)} was too long to be kept as a whole: it cannot be sent again`;
      return problem(409, 'Conflict', detail);
    }
    return json(200, sent === undefined ? null : shownWithLines(sent, mock));
  });
}

async function send(call: ControlCall) {
  const { mock, namespace } = call;
  return withJsonBody(call, REQUEST_LIMIT, async (value) => {
    const { headers, ...request } = requestIn(value);
    const inNamespace = namespace === '' ? headers : { ...headers, 'x-stuntdouble-namespace': namespace };
    const sent = await mock.inspector.send(namespace, toRawRequest({ ...request, headers: inNamespace }));
    return json(200, sent === undefined ? null : shownWithLines(sent, mock));
  });
}

const MEMBERS = ['method', 'target', 'headers', 'body'];

/** @throws BodyError for a value that is no request */
function requestIn(value: unknown): RequestLike & { readonly headers: Readonly<Record<string, string>> } {
  const { method = 'GET', target, headers = {}, body } = onlyWith(MEMBERS, value);
  if (typeof target !== 'string' || !/^\/[\x21-\x7e]*$/.test(target))
    throw new BodyError('/target: give a path and query as they are sent, percent-encoded: /things?a=b');
  if (typeof method !== 'string' || !/^[A-Z]{1,20}$/.test(method))
    throw new BodyError('/method: give a method, such as POST');
  const fields = isObject(headers) ? Object.entries(headers) : undefined;
  if (fields === undefined || !fields.every(([name, text]) => isField(name, text)))
    throw new BodyError('/headers: give an object of texts of ASCII');
  const texts = fields.map(([name, text]) => [name.toLowerCase(), String(text)]);
  return {
    method,
    target,
    headers: Object.fromEntries(texts) as Readonly<Record<string, string>>,
    ...(body !== undefined && { body }),
  };
}

function isField(name: string, text: unknown): boolean {
  return /^[A-Za-z0-9-]{1,100}$/.test(name) && typeof text === 'string' && /^[ -~]*$/.test(text);
}

function notKept(id: number) {
  const detail = `the exchange ${id} is not kept in this namespace: it may be forgotten already`;
  return problem(404, 'Not Found', detail);
}

/** Shows an exchange with the lines of the description that it is about. */
export function shownWithLines(shown: ShownExchange, mock: Mock): ExchangeInLines {
  const { matched, rules } = shown.why;
  const description = mock.descriptions.find(({ name }) => name === matched?.api);
  const linesAt = description === undefined ? () => null : controlFiles.get().linesOf(description);
  return {
    ...shown,
    why: {
      ...shown.why,
      matched: matched && { ...matched, lines: linesAt(matched.pointer) },
      rules: rules.map((rule) => ({ ...rule, lines: linesAt(rule.descriptionPointer) })),
    },
  };
}
