/** A documented value with the name it has in the description (`default` for a lone `example`). */
export interface Example {
  readonly name: string;
  readonly value: unknown;
  readonly pointer: string;
}
