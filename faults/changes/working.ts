import { broken } from '../fault.ts';
import type { Depot } from '../server/depot.ts';
import type { Work } from '../server/work.ts';
import type { Row } from '../server/table.ts';

type Members = Readonly<Record<string, unknown>>;

/** A server that does one operation's work in another way. */
export function working(operation: string, change: (right: Work, depot: Depot) => Work) {
  return broken((depot) => {
    const right = depot.work[operation];
    if (right === undefined) throw new Error(`there is no ${operation}`);
    depot.work[operation] = change(right, depot);
  });
}

/** The work with one of its parameters changed; `undefined` is as if it were not there. */
export function given(name: string, change: (value: unknown) => unknown): (right: Work) => Work {
  return (right) => (asked) => {
    const { [name]: value, ...rest } = asked.parameters;
    const changed = change(value);
    return right({ ...asked, parameters: changed === undefined ? rest : { ...rest, [name]: changed } });
  };
}

/** The work with what is stored changed behind it. */
export function storing(
  table: 'tools' | 'members' | 'notes',
  change: (row: Row, sent: Members) => Row,
): (right: Work, depot: Depot) => Work {
  return (right, depot) => (asked) => {
    const put = depot[table].put.bind(depot[table]);
    depot[table].put = (id, row) => put(id, change(row, Object(asked.body) as Members));
    try {
      return right(asked);
    } finally {
      depot[table].put = put;
    }
  };
}
