/** A schema, rewritten for the validator. */
export type View = boolean | MutableView;

export interface MutableView {
  [keyword: string]: unknown;
}

/** Converts a boolean schema to an object, which Ajv needs for a `$ref`. */
export function asSchema(view: View): object {
  if (typeof view === 'object') return view;
  return view ? {} : { not: {} };
}

/** A schema as the validator has it: in plain JSON Schema 2020-12. */
export interface ValidatedViews {
  readonly root: View;
  /** Returns the view that a `$ref`, or a lazy reference, leads to. @throws UnresolvedReferenceError */
  readonly follow: (key: string) => View;
  /** Returns the JSON Pointer of a view in the description. */
  readonly pointerOf: (view: unknown) => string | undefined;
  /** True for texts of a format, and for all texts where it is not known. */
  readonly hasFormat: (name: string, text: string) => boolean;
}

/** The keyword that replaces `$ref`. Its target is compiled on first use. */
export const LAZY_REFERENCE = 'lazyReference';
