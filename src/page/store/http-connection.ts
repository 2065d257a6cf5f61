import {
  bodyOf,
  detailOf,
  eventsIn,
  inHttp,
  type Connection,
  type ControlRequest,
  type Subscription,
} from './connection.ts';

/** How long the page waits before it asks for events again, in milliseconds; longer each time. */
const PAUSES = [300, 1_000, 2_000, 5_000];

/** Nothing comes for so long only where the connection is dead: the mock sends something every 15 s. */
const SILENCE = 40_000;

/** Returns a connection to the server that has sent the page. The token is a header field of each request. */
export function httpConnection(token: string | undefined): Connection {
  const send = (request: ControlRequest, signal?: AbortSignal) => {
    const { method, target, headers, body } = inHttp(request);
    return fetch(target, {
      method,
      cache: 'no-store',
      credentials: 'omit',
      headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body }),
      ...(signal !== undefined && { signal }),
    });
  };
  return {
    request: async (request) => {
      const response = await send(request);
      const text = await response.text();
      return { status: response.status, body: bodyOf(text) };
    },
    subscribe: (subscription) => {
      const stopping = new AbortController();
      void keepReading(subscription, send, stopping.signal);
      return () => stopping.abort();
    },
  };
}

type Send = (request: ControlRequest, signal: AbortSignal) => Promise<Response>;

/** Reads events until it is stopped, again and again where the connection ends. */
async function keepReading(subscription: Subscription, send: Send, stopped: AbortSignal): Promise<void> {
  const { onState } = subscription;
  for (let failures = 0; !stopped.aborted; failures += 1) {
    try {
      const told = await readOnce(subscription, send, stopped);
      if (told === 'refused') return;
      failures = 0;
    } catch {
      // the mock is not there: it may come again
    }
    if (stopped.aborted) return;
    onState('waiting', 'the mock does not answer; trying again');
    await pause(PAUSES[Math.min(failures, PAUSES.length - 1)] ?? 0, stopped);
  }
}

async function readOnce(
  { namespace, history, onEvents, onState }: Subscription,
  send: Send,
  stopped: AbortSignal,
): Promise<'refused' | 'ended'> {
  const silent = new AbortController();
  const response = await send(
    { path: '/events', query: { history }, namespace },
    AbortSignal.any([stopped, silent.signal]),
  );
  if (response.status !== 200 || response.body === null) {
    const detail = detailOf(bodyOf(await response.text()));
    if (response.status >= 500) throw new Error(detail);
    onState('refused', detail);
    return 'refused';
  }
  onState('open', '');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let timer = setTimeout(() => silent.abort(), SILENCE);
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    clearTimeout(timer);
    timer = setTimeout(() => silent.abort(), SILENCE);
    const lines = (rest + next.value).split('\n');
    rest = lines.pop() ?? '';
    onEvents(eventsIn(lines));
  }
  clearTimeout(timer);
  return 'ended';
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
