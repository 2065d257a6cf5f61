/** An operation that cannot be served; the others are. It is answered with 501. */
export interface DisabledOperation {
  readonly id: string;
  /** Upper case; `*` where the methods of the path could not be read either. */
  readonly method: string;
  readonly path: string;
  /** JSON Pointer of the operation. */
  readonly pointer: string;
  /** What keeps it from being served. */
  readonly reason: string;
}
