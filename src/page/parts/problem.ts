import type { ControlReply } from '../store/connection.ts';

/** A problem (RFC 9457), with which the control refuses requests. */
export interface Problem {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
}

/** A fault of one member of what was sent. */
export interface FieldError {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly message: string;
}

/** Returns what a refusal of the control says. */
export function problemText({ status, body }: ControlReply): string {
  const { detail } = typeof body === 'object' && body !== null ? (body as Problem) : {};
  return detail ?? `the mock answered ${status}`;
}
