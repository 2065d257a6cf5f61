/** A valid value with one rule of its schema broken. */
export interface Mutation {
  /** Which rule: `required`, `type`, `null`, `enum`, `minimum`, … */
  readonly rule: string;
  /** The keyword that says so. */
  readonly keyword: string;
  /** JSON Pointer to what was changed, in the value. */
  readonly pointer: string;
  /** Where it is, for people and ids: as `pointer`, but for what is in a branch that the value does not take. */
  readonly place: string;
  /** What may stand there to break the rule: best is what breaks no other. `undefined` where it is left out. */
  readonly replacements: readonly unknown[];
  /** JSON Pointer to the rule's schema, in the description. */
  readonly schemaPointer: string;
  readonly title: string;
  /** Whether what stands there may be left out. */
  readonly isOptional: boolean;
}
