import type { Handle, Request } from '../server/message.ts';
import { Depot } from './server/depot.ts';
import { readDocument } from './tamper-depot.ts';

/** A server that lets somebody in to one operation whom it should not. */
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
