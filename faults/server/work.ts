import type { Answer, Request } from './message.ts';
import type { Row, Table } from './table.ts';

export type Members = Readonly<Record<string, unknown>>;

/** A request that has been decoded and validated. */
export interface Asked {
  readonly request: Request;
  readonly parameters: Members;
  readonly body: unknown;
}

export type Work = (asked: Asked) => Answer;

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
