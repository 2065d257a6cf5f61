/** The content of a refusal: its body says this in the members that it has. */
export interface RefusalContent {
  readonly status: number;
  readonly title: string;
  readonly reason: string;
  /** The faults of the request, one by one; empty when there is only a reason. */
  readonly faults: readonly RefusalFault[];
}

/** One fault of a request. */
export interface RefusalFault {
  /** The part of the request: `query`, `body`, … */
  readonly where: string;
  /** JSON Pointer into that part. */
  readonly pointer: string;
  /** The keyword of the schema that is broken. */
  readonly keyword: string;
  readonly sentence: string;
}
