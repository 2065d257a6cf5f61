import { messageOf } from '../../base/error-message.ts';
import { readBody, type RawRequest, type RawResponse } from '../../http/message.ts';
import type { Target } from './target.ts';

/** Sends to a function in this process, such as a mock's `handle`. */
export function handlerTarget(name: string, handle: (request: RawRequest) => Promise<RawResponse>): Target {
  return {
    name,
    send: async (request) => {
      try {
        const response = await handle(request);
        return { kind: 'answered', response: { ...response, body: await readBody(response) } };
      } catch (error) {
        return { kind: 'dropped', reason: messageOf(error) };
      }
    },
    close: async () => {},
  };
}
