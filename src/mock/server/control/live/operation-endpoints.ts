import { isObject } from '../../../../base/json.ts';
import type { RawResponse } from '../../../../http/message.ts';
import type { OperationCall } from '../../../control/inspect/call-request.ts';
import type { OperationInLines } from '../../../control/inspect/shown/operation.ts';
import type { Mock } from '../../../mock.ts';
import { json, problem } from '../control-response.ts';
import { controlFiles } from '../files/on-demand.ts';
import {
  BodyError,
  onlyWith,
  parameterOf,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from '../endpoint.ts';
import { shownWithLines } from './exchange-endpoints.ts';

/** The largest call that is accepted, in bytes. */
const CALL_LIMIT = 8 * 1_048_576;

export const OPERATION_ENDPOINTS: Endpoints = {
  '/operations': {
    methods: ['GET'],
    does: 'lists the operations: what answers each, how often the namespace has asked it, and the statuses seen',
    respond: async ({ mock, namespace }) =>
      json(200, { namespace, operations: mock.inspector.operations(namespace) }),
  },
  '/operation': {
    methods: ['GET'],
    does:
      'shows the operation ?name= (an operationId, or METHOD /path) of ?api=: its description, parameters and body with ' +
      'samples, responses and examples',
    respond: operation,
  },
  '/call': {
    methods: ['POST'],
    does:
      'calls an operation with values, and shows the exchange: {"operation": "getThing", "parameters": {"path": {"id": 7}}, ' +
      '"body": …, "identity": "ada"}',
    respond: call,
  },
};

async function operation(asked: ControlCall): Promise<RawResponse> {
  const { mock, namespace } = asked;
  const name = parameterOf(asked, 'name');
  if (name === undefined) return problem(400, 'Bad Request', 'name: give an operationId, or METHOD /path');
  const api = parameterOf(asked, 'api');
  if (!isServed(api, mock)) return problem(400, 'Bad Request', 'api: no API of this name is served');
  const shown = mock.inspector.operation(namespace, name, api);
  if (shown === undefined) return problem(400, 'Bad Request', 'name: no API has this operation');
  const description = mock.descriptions.find((one) => one.name === shown.api);
  const lines = description ? controlFiles.get().linesOf(description)(shown.pointer) : null;
  return json(200, { ...shown, lines } satisfies OperationInLines);
}

function isServed(api: string | undefined, { descriptions }: Mock): boolean {
  return api === undefined || descriptions.some(({ name }) => name === api);
}

const MEMBERS = ['operation', 'api', 'parameters', 'body', 'contentType', 'identity'];

const LOCATIONS = ['path', 'query', 'header', 'cookie', 'querystring'];

async function call(asked: ControlCall): Promise<RawResponse | undefined> {
  const { mock, namespace } = asked;
  return withJsonBody(asked, CALL_LIMIT, async (value) => {
    const given = callIn(value);
    if (!isServed(given.api, mock)) throw new BodyError('/api: no API of this name is served');
    const sent = await mock.inspector.call(namespace, given);
    if (sent === 'unknown') throw new BodyError('/operation: no API has this operation');
    return json(200, sent === undefined ? null : shownWithLines(sent, mock));
  });
}

/** @throws BodyError */
function callIn(value: unknown): OperationCall {
  const given = onlyWith(MEMBERS, value);
  for (const name of ['operation', 'api', 'contentType', 'identity']) {
    const text = given[name];
    if (text === undefined ? name === 'operation' : typeof text !== 'string')
      throw new BodyError(`/${name}: give a text`);
  }
  if (/[^ -~]/.test(String(given['contentType'] ?? '')))
    throw new BodyError('/contentType: give a media type');
  const { parameters = {} } = given;
  const places = onlyWith(LOCATIONS, parameters);
  const faulty = Object.keys(places).find((location) => !isObject(places[location]));
  if (faulty !== undefined) throw new BodyError(`/parameters/${faulty}: give an object`);
  return given as unknown as OperationCall;
}
