/** A schema as the validator gets it. */
export type View = boolean | MutableView;

export interface MutableView {
  [keyword: string]: unknown;
}
