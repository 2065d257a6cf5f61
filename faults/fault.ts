import type { Clock } from './server/clock.ts';
import type { Handle } from './server/message.ts';

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
  | 'derived'
  | 'unique'
  | 'stream'
  | 'switch'
  | 'singleton'
  | 'answer'
  | 'list'
  | 'silence';

/** A planted fault: a server that is wrong in one place. */
export interface Fault {
  readonly name: string;
  readonly category: Category;
  /** The operations that show the fault. Only cases with a request to one of them are run. */
  readonly operations: readonly string[];
  /** Builds a new server with the fault, on its own clock. */
  readonly build: (clock: Clock) => Handle;
  /** True where somebody who only reads can see it. */
  readonly inReads?: boolean;
  /** Why it cannot be found with the description alone. Such a fault is expected to survive. */
  readonly survives?: string;
}

export function ofKind(category: Category, faults: readonly Omit<Fault, 'category'>[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, category }));
}

/** A fault in one line: its name, the operations that it shows in, a server with it, and why nobody can find it. */
export type FaultRow = readonly [name: string, operations: string, build: Fault['build'], survives?: string];

/** Faults of a kind. In a row, several operations are separated by a comma and a blank. */
export function faultsOf(category: Category, rows: readonly FaultRow[]): readonly Fault[] {
  return rows.map(([name, operations, build, survives]) => ({
    name,
    category,
    operations: operations.split(', '),
    build,
    ...(survives !== undefined && { survives }),
  }));
}
