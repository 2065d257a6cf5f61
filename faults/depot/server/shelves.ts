import type { Row, Table } from '../../server/table.ts';

/** What the operations work on; faults replace parts of it. */
export interface Shelves {
  readonly tools: Table;
  readonly notes: Table;
  readonly members: Table;
  readonly entries: Table;
  readonly reports: Table;
  readonly etagOf: (tool: Row) => string;
  readonly now: () => string;
}
