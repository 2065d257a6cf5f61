import { ofKind, type Fault } from '../../fault.ts';
import type { Handle } from '../../server/message.ts';
import { handleOf } from '../../tamper/tampering.ts';
import { Depot } from '../server/depot.ts';
import { readDocument } from '../tamper-depot.ts';

/** Faults in the handling of undocumented methods. */
export const METHOD_FAULTS: readonly Fault[] = ofKind('method', [
  {
    name: 'the list can be deleted',
    operations: ['DELETE /tools'],
    build: instead('DELETE', /^\/tools$/, 204),
  },
  {
    name: 'a member can be patched, says nobody',
    operations: ['PATCH /members/{memberId}'],
    build: instead('PATCH', /^\/members\/[^/]+$/, 200),
  },
  {
    name: 'another method is a server error',
    operations: ['PUT /search'],
    build: instead('PUT', /^\/search(\?|$)/, 500),
  },
  {
    name: 'a 405 does not say what is allowed',
    operations: ['POST /health'],
    build: () => {
      const depot = new Depot(readDocument());
      return (request) => {
        const answer = depot.handle(request);
        if (typeof answer === 'string') return Promise.resolve(answer);
        const { allow: _, ...headers } = answer.headers;
        return Promise.resolve({ ...answer, headers });
      };
    },
  },
]);

/** Returns a server that responds to an undocumented method. */
function instead(method: string, path: RegExp, status: number): () => Handle {
  return () => {
    const right = handleOf(new Depot(readDocument()));
    return (request) => {
      if (request.method !== method || !path.test(request.target)) return right(request);
      return Promise.resolve({ status, headers: {}, body: new Uint8Array(0) });
    };
  };
}
