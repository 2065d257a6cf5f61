import { messageOf } from '../../base/error-message.ts';
import { headerValue, inBytes, type RawRequest, type RawResponse } from '../../http/message.ts';
import { realClock, type Clock } from './pace.ts';
import { readResponseBody } from './response-body.ts';
import type { Target } from './target.ts';

export interface HandlerTargetOptions {
  /** How long a body that comes in pieces may take, in milliseconds; default 10 s. */
  readonly timeout?: number;
  /** Default: the real one. */
  readonly clock?: Pick<Clock, 'after'>;
  /** Default: false. */
  readonly isDisposable?: boolean;
}

/** Sends to a function in this process, such as a mock's `handle`. */
export function handlerTarget(
  name: string,
  handle: (request: RawRequest) => Promise<RawResponse>,
  { timeout = 10_000, clock = realClock(), isDisposable = false }: HandlerTargetOptions = {},
): Target {
  return {
    name,
    isDisposable,
    send: async (request, { syntax } = {}) => {
      try {
        const { body: pieces, ...response } = inBytes(await handle(request));
        if (pieces instanceof Uint8Array)
          return { kind: 'answered', response: { ...response, body: pieces } };
        const contentType = headerValue(response.headers, 'content-type');
        const read = await readResponseBody(pieces, { contentType, syntax, timeout, clock });
        return read.kind === 'late' ? read : { kind: 'answered', response: { ...response, body: read.body } };
      } catch (error) {
        return { kind: 'dropped', reason: messageOf(error) };
      }
    },
    close: async () => {},
  };
}
