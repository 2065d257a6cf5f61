import type { Clock } from '../server/clock.ts';
import type { DescribedServer } from '../server/described-server.ts';
import { isMembers } from '../server/json-schema.ts';
import type { Handle, Request, Silence } from '../server/message.ts';
import type { Row, Table } from '../server/table.ts';
import type { Members, Work } from '../server/work.ts';
import { rewritten, shownOf, type Shown } from './shown.ts';

/** Builds a new server for each hunt. */
type Build = (clock: Clock) => Handle;

/** Changes of a response. A silence replaces it, and `undefined` leaves it as it is. */
type Change = (shown: Shown, request: Request) => Partial<Shown> | Silence | undefined;

/** How servers of one kind are built, and where they store items. */
interface Tampered<Server, Name> {
  readonly create: (clock: Clock) => Server;
  readonly tableOf: (server: Server, name: Name) => Table;
}

export function handleOf(server: DescribedServer): Handle {
  return (request) => Promise.resolve(server.handle(request));
}

/** Ways to plant a fault in servers of one kind. */
export function tampering<Server extends DescribedServer, Name extends string>({
  create,
  tableOf,
}: Tampered<Server, Name>) {
  /** Returns a server with one part replaced. */
  const broken =
    (change: (server: Server, clock: Clock) => void): Build =>
    (clock) => {
      const server = create(clock);
      change(server, clock);
      return handleOf(server);
    };

  /** Returns a server that changes the responses of one operation. Parts that `change` does not return stay. */
  const answering =
    (operation: string, change: Change): Build =>
    (clock) => {
      const server = create(clock);
      return (request) => {
        const answer = server.handle(request);
        if (server.routeOf(request)?.id !== operation || typeof answer === 'string')
          return Promise.resolve(answer);
        const changed = change(shownOf(answer), request);
        if (typeof changed === 'string') return Promise.resolve(changed);
        return Promise.resolve(changed === undefined ? answer : rewritten(answer, changed));
      };
    };

  /** Returns a server that changes the responses of one operation with one status. */
  const on = (operation: string, status: number, change: Change): Build =>
    answering(operation, (shown, request) => (shown.status === status ? change(shown, request) : undefined));

  /** Returns a server that changes the requests of one operation before it handles them. */
  const asking =
    (operation: string, change: (request: Request) => Partial<Request>): Build =>
    (clock) => {
      const server = create(clock);
      return (request) => {
        const isMeant = server.routeOf(request)?.id === operation;
        return Promise.resolve(server.handle(isMeant ? { ...request, ...change(request) } : request));
      };
    };

  /** Returns a server that changes the request bodies of one operation before it validates them. */
  const reading = (operation: string, change: (body: unknown) => unknown): Build =>
    asking(operation, ({ body }) => {
      try {
        const changed = change(JSON.parse(new TextDecoder().decode(body)) as unknown);
        return { body: new TextEncoder().encode(JSON.stringify(changed)) };
      } catch {
        return {};
      }
    });

  /** Returns a server that refuses some valid bodies. */
  const refusing =
    (operation: string, isRefused: (body: Members, request: Request) => boolean): Build =>
    (clock) => {
      const server = create(clock);
      return (request) => {
        if (server.routeOf(request)?.id !== operation) return handleOf(server)(request);
        const bound = server.validator.problems.bind(server.validator);
        server.validator.problems = (schema, value, pointer) => {
          const found = bound(schema, value, pointer);
          const isIt =
            pointer === undefined && isMembers(value) && found.length === 0 && isRefused(value, request);
          return isIt ? [{ pointer: '', rule: 'other' }] : found;
        };
        const answer = server.handle(request);
        server.validator.problems = bound;
        return Promise.resolve(answer);
      };
    };

  /** Returns a server with another implementation of one operation. */
  const working = (operation: string, change: (right: Work, server: Server) => Work): Build =>
    broken((server) => {
      const right = server.work[operation];
      if (right === undefined) throw new Error(`there is no ${operation}`);
      server.work[operation] = change(right, server);
    });

  /** Returns an operation whose stored rows are changed. */
  const storing =
    (table: Name, change: (row: Row, sent: Members) => Row): ((right: Work, server: Server) => Work) =>
    (right, server) =>
    (asked) => {
      const rows = tableOf(server, table);
      const put = rows.put.bind(rows);
      rows.put = (id, row) => put(id, change(row, Object(asked.body) as Members));
      try {
        return right(asked);
      } finally {
        rows.put = put;
      }
    };

  return { answering, asking, broken, on, reading, refusing, storing, working };
}

/** Returns an operation whose parameter is changed before it runs; `undefined` removes it. */
export function given(name: string, change: (value: unknown) => unknown): (right: Work) => Work {
  return (right) => (asked) => {
    const { [name]: value, ...rest } = asked.parameters;
    const changed = change(value);
    return right({ ...asked, parameters: changed === undefined ? rest : { ...rest, [name]: changed } });
  };
}
