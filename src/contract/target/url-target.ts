import { setTimeout } from 'node:timers/promises';
import { isLoopback } from '../../http/host/loopback.ts';
import type { HeaderFields, RawRequest } from '../../http/message.ts';
import { isSafe } from '../../http/method.ts';
import type { StreamSyntax } from '../../http/stream-syntax.ts';
import type { ConnectionOptions } from '../../http/client/connection-options.ts';
import { openDispatcher, type Dispatcher } from '../../http/client/dispatcher.ts';
import { Receiving, type Attempt } from './receiving.ts';
import { sendFailure } from '../../http/client/send-failure.ts';
import type { SendOutcome, Target } from './target.ts';

export interface UrlTargetOptions extends ConnectionOptions {
  /** How long an answer may take, in milliseconds; default 10 s. */
  readonly timeout?: number;
}

/** Sends over HTTP. The description's paths are appended to the URL's own. @throws TypeError for what is no URL */
export function urlTarget(url: string, options: UrlTargetOptions = {}): Target {
  const { timeout = 10_000 } = options;
  const parsed = new URL(url);
  const { origin, pathname } = parsed;
  const basePath = pathname.replace(/\/+$/, '');
  let dispatcher: Promise<Dispatcher> | undefined;
  let opened: Dispatcher | undefined;
  return {
    name: url.replace(/\/+$/, ''),
    isRemote: !isLoopback(parsed),
    isLasting: true,
    send: async (request, context) => {
      dispatcher ??= openDispatcher(origin, options);
      const ready = (opened ??= await dispatcher);
      const { timeout: own = timeout, syntax } = context ?? {};
      const send = () => attempt(ready, request, { origin, basePath, timeout: own, syntax });
      const first = await send();
      if (!mayRepeat(first, request)) return first.outcome;
      await setTimeout(RECONNECT_AFTER);
      const { outcome } = await send();
      // what is cut again has been cut by the server, whatever became of it then
      if (first.kind === 'cut' && !isSafe(request.method) && outcome.kind !== 'answered')
        return first.outcome;
      return { ...sinceCut(first, outcome), reconnected: 1 };
    },
    close: async () => (await dispatcher)?.destroy(),
  };
}

/** How long a server is given to come back, in milliseconds. */
const RECONNECT_AFTER = 200;

/**
 * RFC 9110, section 9.2.2: only where nothing was sent, or where it changes nothing to send it again. Some servers close
 * connections that they have just promised to keep: what is sent on one right then is not read.
 */
function mayRepeat(first: Attempt, { method }: RawRequest): boolean {
  return first.kind === 'refused' || (first.kind === 'cut' && (isSafe(method) || first.isReused === true));
}

/** Who was there, and is gone, is so since something was sent. */
function sinceCut({ kind }: Attempt, outcome: SendOutcome): SendOutcome {
  if (kind !== 'cut' || outcome.kind !== 'unreachable') return outcome;
  return { ...outcome, reason: `the connection was cut, and since then: ${outcome.reason}` };
}

interface Address {
  readonly origin: string;
  readonly basePath: string;
  readonly timeout: number;
  readonly syntax: StreamSyntax | undefined;
}

function attempt(
  dispatcher: Dispatcher,
  request: RawRequest,
  { origin, basePath, timeout, syntax }: Address,
): Promise<Attempt> {
  return new Promise((resolve) => {
    const handler = new Receiving({ timeout, syntax }, resolve);
    try {
      const sent = {
        origin,
        method: request.method,
        path: `${basePath}${request.target}`,
        headers: sendable(request.headers),
        body: request.body.length === 0 ? null : request.body,
        headersTimeout: timeout,
        bodyTimeout: 0, // that of the body is the handler's
      };
      dispatcher.dispatch(sent, handler);
    } catch (error) {
      resolve(sendFailure(error));
    }
  });
}

function sendable(headers: HeaderFields): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) fields[name] = typeof value === 'string' ? value : [...value];
  }
  return fields;
}
