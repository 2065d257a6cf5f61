import { percentDecoded } from '../../../base/percent-decode.ts';
import type { RawResponse } from '../../../http/message.ts';
import { pathOf } from '../../../http/request-target.ts';
import type { Mock } from '../../mock.ts';
import { namespaceOf } from '../../state/namespace.ts';
import { CALLBACK_ENDPOINTS } from './callback-endpoints.ts';
import { CLOCK_ENDPOINTS } from './clock-endpoints.ts';
import { controlRefusal, type Door } from './control-access.ts';
import { json, problem } from './control-response.ts';
import { DESCRIPTION_ENDPOINTS } from './description-endpoints.ts';
import { unclearAllProblem, type ControlRequest, type Endpoint, type Endpoints } from './endpoint.ts';
import { EVENT_ENDPOINTS } from './live/event-endpoints.ts';
import { EXCHANGE_ENDPOINTS } from './live/exchange-endpoints.ts';
import { ITEM_ENDPOINTS } from './live/item-endpoints.ts';
import { OPERATION_ENDPOINTS } from './live/operation-endpoints.ts';
import { SETTINGS_ENDPOINTS } from './live/settings-endpoints.ts';
import { SNAPSHOT_ENDPOINTS } from './live/snapshot-endpoints.ts';
import { FAULT_ENDPOINTS } from './fault-endpoints.ts';
import { JOURNAL_ENDPOINTS } from './journal-endpoints.ts';
import { SCENARIO_ENDPOINTS } from './scenario-endpoints.ts';
import { UPSTREAM_ENDPOINTS } from './upstream-endpoints.ts';
import { STATE_ENDPOINTS } from './state-endpoints.ts';

/** Responds to a control request; undefined when the client has closed the connection. */
export type Control = (request: ControlRequest) => Promise<RawResponse | undefined>;

const PREFIX = '/_stuntdouble';

const ENDPOINTS: Endpoints = {
  '': {
    methods: ['GET'],
    does: 'lists these paths',
    respond: async () => json(200, endpointList()),
  },
  ...DESCRIPTION_ENDPOINTS,
  ...STATE_ENDPOINTS,
  ...JOURNAL_ENDPOINTS,
  ...FAULT_ENDPOINTS,
  ...CLOCK_ENDPOINTS,
  ...SCENARIO_ENDPOINTS,
  ...UPSTREAM_ENDPOINTS,
  ...EVENT_ENDPOINTS,
  ...EXCHANGE_ENDPOINTS,
  ...CALLBACK_ENDPOINTS,
  ...SETTINGS_ENDPOINTS,
  ...OPERATION_ENDPOINTS,
  ...ITEM_ENDPOINTS,
  ...SNAPSHOT_ENDPOINTS,
};

/** True when a request is for the mock itself and not for an API, nor for a login to one, which is for its clients. */
export function isControl(target: string): boolean {
  return target.startsWith(PREFIX) && /^(?:[/?](?!oauth\/)|$)/.test(target.slice(PREFIX.length));
}

/**
 * Creates the control. A request is for the namespace in its field `X-Stuntdouble-Namespace`, as with the APIs. `url`: the
 * address of the mock, where that is another one.
 */
export function createControl(
  mock: Mock,
  token: string | undefined,
  { door = 'mock', url }: { readonly door?: Door; readonly url?: string } = {},
): Control {
  return async (request) => {
    const refusal = controlRefusal(request, token, door);
    if (refusal !== undefined) return problem(403, 'Forbidden', refusal);
    const path = pathOf(request.target).slice(PREFIX.length).replace(/^\/$/, '');
    const found = endpointAt(path);
    if (found === undefined) return unknownPathProblem(path);
    const { endpoint, ...named } = found;
    const { methods, respond } = endpoint;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (!methods.includes(method)) return methodProblem(request.method, methods);
    const call = { mock, request, namespace: namespaceOf(request.headers), url, ...named };
    return unclearAllProblem(call) ?? respond(call);
  };
}

/** Finds the endpoint of a path: the exact one, or one with `{name}` as its last segment. */
function endpointAt(path: string): { readonly endpoint: Endpoint; readonly name?: string } | undefined {
  const exact = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
  if (exact !== undefined) return { endpoint: exact };
  const end = path.lastIndexOf('/');
  const named = ENDPOINTS[`${path.slice(0, end)}/{name}`];
  const name = path.slice(end + 1);
  return named === undefined || name === '' ? undefined : { endpoint: named, name: percentDecoded(name) };
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
