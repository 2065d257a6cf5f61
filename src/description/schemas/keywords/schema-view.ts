/** A schema, rewritten for the validator. */
export type View = boolean | MutableView;

export interface MutableView {
  [keyword: string]: unknown;
}
