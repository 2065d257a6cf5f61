import { messageOf } from '../base/error-message.ts';
import { untilLoaded } from '../base/on-demand.ts';
import { encodeText } from '../http/charset.ts';
import { NO_BODY, readBody, type RawResponse } from '../http/message.ts';
import type { Mock } from '../mock/mock.ts';
import { createControl } from '../mock/server/control/control.ts';
import {
  bodyOf,
  detailOf,
  eventsIn,
  inHttp,
  type Connection,
  type ControlRequest,
  type Subscription,
} from '../page/store/connection.ts';

/** The settings of a connection without HTTP. */
interface ConnectionSettings {
  /** The address at which requests to the mock begin. */
  readonly url: string;
  /** Called after each request that may have changed something. */
  readonly onChange: () => Promise<void>;
}

/**
 * Returns a connection to a mock in the same process. Its requests are those of a program on this machine: whoever has the
 * connection has the mock.
 */
export function inProcessConnection(mock: Mock, { url, onChange }: ConnectionSettings): Connection {
  const control = createControl(mock, undefined, { door: 'page', url });
  const send: Send = async (request) => {
    const { method, target, headers, body } = inHttp(request);
    const bytes = body === undefined ? NO_BODY : encodeText(body);
    const sent = {
      method,
      target,
      headers: { host: 'localhost', ...headers },
      remoteAddress: '127.0.0.1',
      readBody: async () => bytes,
    };
    const response = await untilLoaded(() => control(sent));
    if (response === undefined) throw new Error('a control request has got no response');
    return response;
  };
  return {
    request: async (request) => {
      const response = await send(request);
      if (request.method !== undefined && request.method !== 'GET') await onChange();
      return { status: response.status, body: bodyOf(await textOf(response)) };
    },
    subscribe: (subscription) => listen(subscription, send),
  };
}

type Send = (request: ControlRequest) => Promise<RawResponse>;

/** Tells events until it is stopped: nothing of it is left then. */
function listen(subscription: Subscription, send: Send): () => void {
  const { namespace, history, onEvents, onState } = subscription;
  let isStopped = false;
  let stream: AsyncIterator<Uint8Array> | undefined;
  const read = async () => {
    const response = await send({ path: '/events', query: { history }, namespace });
    if (isStopped) return;
    const { status, body } = response;
    if (status !== 200 || typeof body === 'string' || body instanceof Uint8Array)
      return onState('refused', detailOf(bodyOf(await textOf(response))));
    stream = body[Symbol.asyncIterator]();
    onState('open', '');
    for (let next = await stream.next(); next.done !== true; next = await stream.next()) {
      onEvents(eventsIn(decoder.decode(next.value).split('\n')));
    }
  };
  read().catch((error: unknown) => {
    if (!isStopped) onState('refused', messageOf(error));
  });
  return () => {
    isStopped = true;
    void stream?.return?.();
  };
}

const decoder = new TextDecoder();

async function textOf(response: RawResponse): Promise<string> {
  return decoder.decode(await readBody(response));
}
