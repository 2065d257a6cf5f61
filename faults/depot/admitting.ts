import type { Handle, Request } from '../server/message.ts';
import { Depot } from './server/depot.ts';
import { readDocument } from './tamper-depot.ts';

/** Returns a server that wrongly grants access to one operation. */
export function admitting(
  operation: string,
  isLetIn: (depot: Depot, request: Request) => boolean,
): () => Handle {
  return () => {
    const depot = new Depot(readDocument());
    const access = depot.access;
    return (request) => {
      const isMeant = depot.routeOf(request)?.id === operation;
      depot.access = (...facts) => (isMeant && isLetIn(depot, request) ? 'granted' : access(...facts));
      return Promise.resolve(depot.handle(request));
    };
  };
}
