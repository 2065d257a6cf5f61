import { asking, handleOf } from '../fault.ts';
import { readDocument } from '../run-suite.ts';
import { Depot } from '../server/depot.ts';
import { isMembers } from '../server/json-schema.ts';
import type { Handle, Request } from '../server/message.ts';

type Members = Readonly<Record<string, unknown>>;

/** Returns a server that changes the request bodies of one operation before it validates them. */
export function reading(operation: string, change: (body: unknown) => unknown): () => Handle {
  return asking(operation, ({ body }) => {
    try {
      const changed = change(JSON.parse(new TextDecoder().decode(body)) as unknown);
      return { body: new TextEncoder().encode(JSON.stringify(changed)) };
    } catch {
      return {};
    }
  });
}

export function mapMembers(body: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (!isMembers(body)) return body;
  const entries = Object.entries(body).map(([name, value]) => [name, change(name, value)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Returns a server that refuses some valid bodies. */
export function refusing(
  operation: string,
  isRefused: (body: Members, request: Request) => boolean,
): () => Handle {
  return () => {
    const depot = new Depot(readDocument());
    const right = handleOf(depot);
    return (request) => {
      if (depot.routeOf(request)?.id !== operation) return right(request);
      const bound = depot.validator.problems.bind(depot.validator);
      depot.validator.problems = (schema, value, pointer) => {
        const found = bound(schema, value, pointer);
        const isIt =
          pointer === undefined && isMembers(value) && found.length === 0 && isRefused(value, request);
        return isIt ? [{ pointer: '', rule: 'other' }] : found;
      };
      const answer = depot.handle(request);
      depot.validator.problems = bound;
      return Promise.resolve(answer);
    };
  };
}
