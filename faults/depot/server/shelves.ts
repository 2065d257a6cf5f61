import type { Row, Table } from '../../server/table.ts';

/** The state and functions that the operations use. Faults replace parts of it. */
export interface Shelves {
  readonly tools: Table;
  readonly notes: Table;
  readonly members: Table;
  readonly entries: Table;
  readonly reports: Table;
  readonly etagOf: (tool: Row) => string;
  readonly now: () => string;
}
