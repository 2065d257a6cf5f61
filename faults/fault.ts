import { Depot } from './server/depot.ts';
import type { Handle, Request, Written } from './server/message.ts';
import { readDocument } from './run-suite.ts';

export type Category =
  | 'schema'
  | 'status'
  | 'media type'
  | 'header'
  | 'security'
  | 'validation'
  | 'state'
  | 'method'
  | 'time'
  | 'together'
  | 'derived';

/** A planted fault: a server that is wrong in one place. */
export interface Fault {
  readonly name: string;
  readonly category: Category;
  /** The operations that show the fault. Only cases with a request to one of them are run. */
  readonly operations: readonly string[];
  /** Returns a new server with the fault. */
  readonly build: () => Handle;
  /** Why it cannot be found with the description alone. Such a fault is expected to survive. */
  readonly survives?: string;
}

export function ofKind(category: Category, faults: readonly Omit<Fault, 'category'>[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, category }));
}

/** Returns the correct server. */
export function rightServer(): Handle {
  return handleOf(new Depot(readDocument()));
}

export function handleOf(depot: Depot): Handle {
  return (request) => Promise.resolve(depot.handle(request));
}

/** Returns a server with one part replaced. */
export function broken(change: (depot: Depot) => void): () => Handle {
  return () => {
    const depot = new Depot(readDocument());
    change(depot);
    return handleOf(depot);
  };
}

/** A response. Its body is decoded if it is JSON. */
export interface Shown {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Returns a server that changes the responses of one operation. Parts that `change` does not return stay; `cut` closes the
 * connection.
 */
export function answering(
  operation: string,
  change: (shown: Shown, request: Request) => Partial<Shown> | 'cut' | undefined,
): () => Handle {
  return () => {
    const depot = new Depot(readDocument());
    return (request) => {
      const answer = depot.handle(request);
      if (depot.routeOf(request)?.id !== operation) return Promise.resolve(answer);
      const shown = { ...answer, body: parsed(answer.body) };
      const changed = change(shown, request);
      if (changed === 'cut') return Promise.resolve(undefined);
      return Promise.resolve(changed === undefined ? answer : rewritten(answer, changed));
    };
  };
}

/** Returns a server that changes the responses of one operation with one status. */
export function on(
  operation: string,
  status: number,
  change: (shown: Shown, request: Request) => Partial<Shown>,
): () => Handle {
  return answering(operation, (shown, request) =>
    shown.status === status ? change(shown, request) : undefined,
  );
}

/** Returns a server that changes the requests of one operation before it handles them. */
export function asking(operation: string, change: (request: Request) => Partial<Request>): () => Handle {
  return () => {
    const depot = new Depot(readDocument());
    return (request) => {
      const isMeant = depot.routeOf(request)?.id === operation;
      return Promise.resolve(depot.handle(isMeant ? { ...request, ...change(request) } : request));
    };
  };
}

function rewritten(answer: Written, changed: Partial<Shown>): Written {
  const { status = answer.status, headers = answer.headers } = changed;
  if (!('body' in changed)) return { status, headers, body: answer.body };
  const { body } = changed;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: new TextEncoder().encode(text) };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
