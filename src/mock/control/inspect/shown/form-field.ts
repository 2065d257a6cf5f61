/** A field of a form, made from a schema: as much of it as helps to fill it in. */
export interface FormField {
  /** The JSON types that are allowed; empty for any. */
  readonly types: readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  /** The bounds and the pattern, as the schema writes them. */
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, FormField>>;
  readonly items?: FormField;
  /** True where the schema goes on deeper than it is shown here. */
  readonly isCut?: true;
}
