import type { Json } from '../../base/json.ts';
import type { RuntimeExpression } from './runtime-expression.ts';

/** An operation that may follow a response, with the values that its request takes from the exchange (Link Object). */
export interface Link {
  readonly name: string;
  readonly target: LinkTarget;
  readonly parameters: readonly LinkParameter[];
  /** Undefined where the link does not describe a body. */
  readonly requestBody: LinkValue | undefined;
  readonly pointer: string;
}

export type LinkTarget =
  | { readonly kind: 'operationId'; readonly id: string }
  /** JSON Pointer into the description. */
  | { readonly kind: 'pointer'; readonly pointer: string }
  /** In another document, or not given. */
  | { readonly kind: 'unknown' };

export interface LinkParameter {
  readonly name: string;
  /** The location, where the link gives it, as in `path.id`. */
  readonly location: string | undefined;
  readonly value: LinkValue;
}

export type LinkValue =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'expression'; readonly expression: RuntimeExpression }
  /** A text that contains expressions. */
  | { readonly kind: 'mixed' };
