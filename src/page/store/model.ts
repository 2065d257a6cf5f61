/** What the control of a mock tells, as far as the page reads it. */

/** One exchange in a line. */
export interface ExchangeLine {
  readonly type: 'exchange';
  readonly id: number;
  readonly namespace: string;
  readonly at: string;
  readonly milliseconds: number;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly operation: string | null;
  readonly api: string | null;
  readonly answeredBy: string;
  readonly reason: string | null;
  readonly fault: string | null;
  readonly scenario: string | null;
  readonly changes: number;
  readonly size: number;
}

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
