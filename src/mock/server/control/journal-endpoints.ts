import type { RawResponse } from '../../../http/message.ts';
import { HAR_END, harStart } from '../../../codec/archive/har-log.ts';
import { encodeText } from '../../../http/charset.ts';
import { parseExpectation } from '../../control/journal/parse-expectation.ts';
import type { ExchangeFilter } from '../../control/journal/find-exchanges.ts';
import { json, problem, PRIVATE_HEADERS } from './control-response.ts';
import { controlFiles } from './files/on-demand.ts';
import {
  BodyError,
  changedFor,
  changedNamespace,
  parameterOf,
  withJsonBody,
  type ControlCall,
  type Endpoints,
} from './endpoint.ts';

/** The largest expectation that is accepted, in bytes. */
const EXPECTATION_LIMIT = 1_048_576;

export const JOURNAL_ENDPOINTS: Endpoints = {
  '/journal': {
    methods: ['GET', 'DELETE'],
    does:
      'lists the last exchanges of the namespace, by ?operation=, ?status=, ?text=, ?after= and ?limit=; ' +
      'DELETE forgets them, or with ?all=true those of each namespace',
    respond: (call) => (call.request.method === 'DELETE' ? clear(call) : list(call)),
  },
  '/journal.har': {
    methods: ['GET'],
    does: 'returns the same exchanges as an HTTP archive (HAR 1.2)',
    respond: archive,
  },
  '/verify': {
    methods: ['POST'],
    does: 'tells whether the namespace got the requests that the body expects; 409 says what came instead',
    respond: verify,
  },
};

async function list(call: ControlCall): Promise<RawResponse> {
  const filter = filterOf(call);
  if (typeof filter === 'string') return problem(400, 'Bad Request', filter);
  const { mock, namespace } = call;
  return json(200, { namespace, exchanges: mock.journal.entries(namespace, filter) });
}

async function clear(call: ControlCall): Promise<RawResponse> {
  call.mock.clearJournal(changedNamespace(call));
  return json(200, changedFor(call));
}

async function archive(call: ControlCall): Promise<RawResponse> {
  const filter = filterOf(call);
  if (typeof filter === 'string') return problem(400, 'Bad Request', filter);
  const text = harText(call.mock.journal.har(call.namespace, filter));
  const headers = { ...PRIVATE_HEADERS, 'content-type': 'application/json' };
  return { status: 200, headers, body: encodeText(text) };
}

/** Writes entries as an HTTP archive. */
export function harText(entries: readonly object[]): string {
  const lines = entries.map((entry) => `\n${JSON.stringify(entry)}`);
  return harStart(controlFiles.get().version()) + lines.join(',') + HAR_END;
}

async function verify(call: ControlCall): Promise<RawResponse | undefined> {
  return withJsonBody(call, EXPECTATION_LIMIT, (value) => {
    const expectation = parseExpectation(value);
    if (typeof expectation === 'string') throw new BodyError(expectation);
    const { verified, message, ...shown } = call.mock.journal.verify(call.namespace, expectation);
    if (verified) return json(200, { verified, found: shown.found });
    return problem(409, 'Not Verified', message, {}, { verified, ...shown });
  });
}

/** Reads the filter in the query; a text that says what is wrong with it. */
function filterOf(call: ControlCall): ExchangeFilter | string {
  const [operation, status, text] = ['operation', 'status', 'text'].map((name) => parameterOf(call, name));
  const numbers: { after?: number; limit?: number } = {};
  for (const name of ['after', 'limit'] as const) {
    const given = parameterOf(call, name);
    if (given === undefined) continue;
    if (!/^\d{1,15}$/.test(given)) return `${name}: give a whole number`;
    numbers[name] = Number(given);
  }
  if (status !== undefined && !/^[1-5](\d\d|xx)$/i.test(status)) return 'status: give one such as 404 or 4xx';
  return {
    ...numbers,
    ...(operation !== undefined && { operation }),
    ...(status !== undefined && { status }),
    ...(text !== undefined && { text }),
  };
}
