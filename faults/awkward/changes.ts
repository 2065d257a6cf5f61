import type { Table, Row } from '../server/table.ts';
import type { Members } from '../server/work.ts';
import { changing } from '../tamper/answer-changes.ts';
import type { Shown } from '../tamper/shown.ts';
import { given } from '../tamper/tampering.ts';
import type { Awkward } from './server/awkward.ts';
import { on, working } from './tamper-awkward.ts';

/** A server that does not look at a parameter. */
export function ignoring(operation: string, parameter: string) {
  return working(
    operation,
    given(parameter, () => undefined),
  );
}

/** A server that takes a boolean parameter for its opposite. */
export function reversing(operation: string, parameter: string) {
  return working(
    operation,
    given(parameter, (value) => (value === undefined ? value : value !== true)),
  );
}

/** A server that changes members of a body on its way out; `undefined` leaves one out. */
export function showing(operation: string, status: number, change: (body: Members) => object) {
  return on(operation, status, changing(change));
}

/** The same for an object within the body. */
export function showingIn(
  operation: string,
  status: number,
  name: string,
  change: (body: Members) => object,
) {
  return showing(operation, status, ({ [name]: inner }) => ({
    [name]: { ...Object(inner), ...change(Object(inner) as Members) },
  }));
}

/** The same for each item of a list, which is the body itself, or one of its members. */
export function showingEach(operation: string, name: string | undefined, change: (item: Members) => object) {
  const each = (list: unknown) =>
    (Array.isArray(list) ? (list as readonly Members[]) : []).map((item) => ({ ...item, ...change(item) }));
  return on(operation, 200, ({ body }: Shown) => ({
    body: name === undefined ? each(body) : { ...Object(body), [name]: each((body as Members)[name]) },
  }));
}

/** A server that changes all members of a body at once, such as by wrapping them. */
export function instead(operation: string, status: number, body: (body: Members) => unknown) {
  return on(operation, status, (shown) => ({ body: body(Object(shown.body) as Members) }));
}

type TableOf = (server: Awkward) => Table;

/** A server that sees other rows while it works on one operation. */
export function seeing(
  operation: string,
  tableOf: TableOf,
  change: (rows: readonly Row[], parameters: Members) => readonly Row[],
) {
  return working(operation, (right, server) => (asked) => {
    const table = tableOf(server);
    const all = table.all.bind(table);
    table.all = () => change(all(), asked.parameters);
    try {
      return right(asked);
    } finally {
      table.all = all;
    }
  });
}

/** A server that does something to its rows after it has done its work. */
export function doing(
  operation: string,
  after: (server: Awkward, facts: { readonly parameters: Members; readonly body: Members }) => void,
) {
  return working(operation, (right, server) => (asked) => {
    const answer = right(asked);
    after(server, { parameters: asked.parameters, body: Object(answer.body) as Members });
    return answer;
  });
}

/** A server that puts back what a row was before an operation. */
export function undoing(operation: string, tableOf: TableOf, parameter: string) {
  return working(operation, (right, server) => (asked) => {
    const table = tableOf(server);
    const id = String(asked.parameters[parameter]);
    const before = table.get(id);
    const answer = right(asked);
    if (before !== undefined) table.put(id, before);
    return answer;
  });
}

/** A server that changes all rows of a table where it should change one. */
export function spreading(operation: string, tableOf: TableOf, change: (row: Row) => Row) {
  return doing(operation, (server) => {
    const table = tableOf(server);
    for (const [id, row] of table.rows) table.put(id, change(row));
  });
}

/** A response that says that something went wrong. */
export const CRASH: Partial<Shown> = {
  status: 500,
  headers: { 'content-type': 'application/json' },
  body: { code: 'internal', message: 'something went wrong' },
};

/** A response that refuses a request for no reason. */
export const REFUSAL: Partial<Shown> = {
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: { code: 'bad_request', message: 'no' },
};

/** The item without a member. */
export function without(row: Row, name: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([one]) => one !== name));
}
