import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawRequest } from '../../../http/message.ts';
import type { UpstreamOptions } from '../../control/upstream/upstream-options.ts';
import type { Decision, Passage } from '../../control/upstream/passage.ts';
import { preflightResponse, type CorsMode } from '../../respond/cors.ts';
import { problemResponse } from '../../respond/problem.ts';
import { hasBody, readRequestBody } from '../request-body.ts';
import { send } from '../send.ts';
import { forward, senderOf } from './forward.ts';
import { createUpstream, type Upstream } from './upstream.ts';

/** The way of requests through the mock to the upstream. */
export interface Through {
  readonly upstream: Upstream;
  readonly passage: Passage;
  /** Says who responds to a request, before its body is read. */
  readonly decide: (head: RawRequest) => Decision;
  /** Lets the upstream respond, or refuses the request. `body`: one that has been read already. */
  readonly respond: (incoming: Incoming, decision: Decision, body?: Uint8Array) => Promise<void>;
}

/** A request as it comes, and what responds to it. */
export interface Incoming {
  readonly head: RawRequest;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Opens the way to an upstream. @throws TypeError for options that cannot be used */
export function createThrough(options: UpstreamOptions, passage: Passage, cors: CorsMode): Through {
  const upstream = createUpstream(options);
  const forwarding = { upstream, passage, cors };
  return {
    upstream,
    passage,
    decide: (head) => {
      const isPreflight = cors === 'open' && preflightResponse(head) !== undefined;
      const isOwn = isPreflight || head.target.startsWith('/_stuntdouble');
      return isOwn ? OWN : passage.decide(head);
    },
    respond: async ({ head, request, response }, decision, read) => {
      if (decision.kind === 'refused') {
        const problem = { title: 'Bad Request', status: 400, detail: decision.reason };
        await send(problemResponse(problem), response, hasBody(request));
        return;
      }
      const body = read?.length === 0 ? null : (read ?? (await bodyOf(request)));
      if (body === undefined) return; // the client has closed the connection
      const sender = senderOf(request, head.headers);
      await forward({ head, body, sender, found: decision.found }, response, forwarding);
    },
  };
}

const OWN: Decision = { kind: 'mock', asksOnMissing: false, found: undefined };

/** Returns the body as it comes; as bytes where another middleware has read it. */
async function bodyOf(
  request: IncomingMessage & { body?: unknown },
): Promise<AsyncIterable<Uint8Array> | Uint8Array | null | undefined> {
  if (!hasBody(request)) return null;
  if (request.body === undefined)
    return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const sent = await readRequestBody(request, Infinity);
  return sent?.bytes;
}
