/** Something wrong in a description that does not keep the rest from being served. */
export interface Fault {
  /** JSON Pointer into the description. */
  readonly pointer: string;
  readonly message: string;
}
