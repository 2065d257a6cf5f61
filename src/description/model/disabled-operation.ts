/** An operation that cannot be served. Requests to it are answered with 501. */
export interface DisabledOperation {
  readonly id: string;
  /** Upper case; `*` where the whole path item cannot be read. */
  readonly method: string;
  readonly path: string;
  /** JSON Pointer of the operation. */
  readonly pointer: string;
  /** Why it cannot be served. */
  readonly reason: string;
}
