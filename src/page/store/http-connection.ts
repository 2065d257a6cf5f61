import type { Connection, ControlRequest, StreamedEvent, Subscription } from './connection.ts';

/** How long the page waits before it asks for events again, in milliseconds; longer each time. */
const PAUSES = [300, 1_000, 2_000, 5_000];

/** Nothing comes for so long only where the connection is dead: the mock sends something every 15 s. */
const SILENCE = 40_000;

/** Returns a connection to the server that has sent the page. The token is a header field of each request. */
export function httpConnection(token: string | undefined): Connection {
  const send = (
    { method = 'GET', path, query = {}, body, namespace = '' }: ControlRequest,
    signal?: AbortSignal,
  ) => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const parameters = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return fetch(`/_stuntdouble${path}${parameters === '' ? '' : `?${parameters}`}`, {
      method,
      cache: 'no-store',
      credentials: 'omit',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(namespace !== '' && { 'x-stuntdouble-namespace': namespace }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
  };
  return {
    request: async (request) => {
      const response = await send(request);
      const text = await response.text();
      return { status: response.status, body: valueOf(text) };
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
    const body: unknown = valueOf(await response.text());
    const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : '';
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
    onEvents(lines.filter((line) => line !== '').map((line) => JSON.parse(line) as StreamedEvent));
  }
  clearTimeout(timer);
  return 'ended';
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
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
