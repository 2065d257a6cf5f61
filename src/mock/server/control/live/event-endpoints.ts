import { NO_BODY, type RawResponse } from '../../../../http/message.ts';
import { problem, PRIVATE_HEADERS } from '../control-response.ts';
import { numberIn, parameterOf, urlOf, type ControlCall, type Endpoints } from '../endpoint.ts';
import { controlFiles } from '../files/on-demand.ts';
import { eventStream } from './event-stream.ts';

/** So many may listen at the same time. */
const MOST_LISTENERS = 100;

/** So many exchanges that were there before can be asked for. */
const MOST_HISTORY = 1_000;

export const EVENT_ENDPOINTS: Endpoints = {
  '/events': {
    methods: ['GET'],
    does:
      'tells what happens in the namespace, or with ?all=true in each, as lines of JSON that never end: each exchange, and ' +
      'what is set; with ?history=N after the last N exchanges',
    respond: events,
  },
};

async function events(call: ControlCall): Promise<RawResponse> {
  const { mock, namespace, request } = call;
  const history = numberIn(call, 'history', 0, MOST_HISTORY);
  if (typeof history === 'string') return problem(400, 'Bad Request', history);
  if (mock.events.count >= MOST_LISTENERS) {
    const detail = `${MOST_LISTENERS} are listening already`;
    return problem(503, 'Service Unavailable', detail, { 'retry-after': '1' });
  }
  const headers = { ...PRIVATE_HEADERS, 'content-type': 'application/x-ndjson' };
  if (request.method === 'HEAD') return { status: 200, headers, body: NO_BODY };
  const isForAll = parameterOf(call, 'all') === 'true';
  const { journal } = mock; // loaded by now, where that is on demand: the stream begins later
  const hello = { type: 'hello', namespace, url: urlOf(call), version: controlFiles.get().version() };
  const first = () => [hello, ...journal.summaries(namespace, history)];
  const body = eventStream(mock.events, first, (event) =>
    isForAll || !('namespace' in event) || event.namespace === namespace ? event : undefined,
  );
  return { status: 200, headers, body };
}
