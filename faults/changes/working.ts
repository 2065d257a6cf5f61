import { broken } from '../fault.ts';
import type { Depot } from '../server/depot.ts';
import type { Work } from '../server/work.ts';
import type { Row } from '../server/table.ts';

type Members = Readonly<Record<string, unknown>>;

/** Returns a server with another implementation of one operation. */
export function working(operation: string, change: (right: Work, depot: Depot) => Work) {
  return broken((depot) => {
    const right = depot.work[operation];
    if (right === undefined) throw new Error(`there is no ${operation}`);
    depot.work[operation] = change(right, depot);
  });
}

/** Returns an operation whose parameter is changed before it runs; `undefined` removes it. */
export function given(name: string, change: (value: unknown) => unknown): (right: Work) => Work {
  return (right) => (asked) => {
    const { [name]: value, ...rest } = asked.parameters;
    const changed = change(value);
    return right({ ...asked, parameters: changed === undefined ? rest : { ...rest, [name]: changed } });
  };
}

/** Returns an operation whose stored rows are changed. */
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
