import type { Clock } from '../../server/clock.ts';
import { Table, type Row } from '../../server/table.ts';

/** A user who is logged in. */
export interface Session {
  readonly userName: string;
  /** In milliseconds since 1970; `Infinity` for a service, which never logs in again. */
  readonly expires: number;
}

/** The token that the suite is given. */
export const SERVICE_TOKEN = 'service-token-of-the-suite';

/** What the operations work on; faults replace parts of it. */
export class Campus {
  readonly clock: Clock;
  readonly books = new Table((made) => made);
  readonly users = new Table((made) => `7c3e1f00-0000-4000-a000-${made.toString(16).padStart(12, '0')}`);
  readonly groups = new Table((made) => `g${made}`);
  readonly products = new Table((made) => made);
  readonly orders = new Table((made) => `o-${made}`);
  readonly zones = new Table((made) => made);
  readonly records = new Table((made) => made);
  readonly bookings = new Table((made) => `b${made}`);
  readonly notes = new Table((made) => `n${made}`);
  readonly settings = new Map<'mail' | 'display', Row>();
  /** By token. */
  readonly sessions = new Map<string, Session>();
  /** How often the display settings have been changed. */
  displayVersion = 1;
  isInMaintenance = false;
  /** It has been shut down: no connection is taken. */
  hasEnded = false;
  now: () => string = () => new Date().toISOString();

  constructor(clock: Clock) {
    this.clock = clock;
  }
}

export function openSession(campus: Campus, userName: string, expires: number, token: string): void {
  campus.sessions.set(token, { userName, expires });
}
