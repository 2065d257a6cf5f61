import type { IdFormat } from '../../mock/state/transaction.ts';

/** A department in the state. Further scalar members are kept as they were sent. */
export interface Department {
  readonly _id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly showOnRegistration: boolean;
  readonly _updatedAt: string;
  readonly archived?: boolean;
  /** The units of the department. */
  readonly ancestors?: readonly string[];
  readonly [field: string]: unknown;
}

/** Some departments, with the users who monitor them. */
export interface Unit {
  readonly _id: string;
  readonly name: string;
  readonly monitors: readonly string[];
}

/** The assignment of an agent to a department. */
export interface DepartmentAgent {
  readonly _id: string;
  readonly agentId: string;
  readonly departmentId: string;
  readonly username: string;
  readonly count: number;
  readonly order: number;
  /** Absent in those that a page shows. */
  readonly departmentEnabled?: boolean;
  readonly _updatedAt: string;
}

export interface Agent {
  readonly _id: string;
  readonly username: string;
  readonly status: string;
}

/** A chat. It waits in the queue of its department until it has an agent. */
export interface Chat {
  readonly _id: string;
  readonly departmentId: string;
  readonly agentId?: string;
  readonly open: boolean;
  readonly startedAt: string;
}

/** The form of the platform's identifiers, without characters that look alike. */
export const ID_FORMAT: IdFormat = {
  alphabet: '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz',
  length: 17,
};
