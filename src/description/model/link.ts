import type { Json } from '../../base/json.ts';
import type { RuntimeExpression } from './runtime-expression.ts';

/** An operation that may follow upon a response, and what of the exchange its request takes (Link Object). */
export interface Link {
  readonly name: string;
  readonly target: LinkTarget;
  readonly parameters: readonly LinkParameter[];
  /** Undefined: nothing is said of a body. */
  readonly requestBody: LinkValue | undefined;
  readonly pointer: string;
}

export type LinkTarget =
  | { readonly kind: 'operationId'; readonly id: string }
  /** JSON Pointer into the description. */
  | { readonly kind: 'pointer'; readonly pointer: string }
  /** In another document, or not said. */
  | { readonly kind: 'unknown' };

export interface LinkParameter {
  readonly name: string;
  /** Where it is, if the link says so: `path.id`. */
  readonly location: string | undefined;
  readonly value: LinkValue;
}

export type LinkValue =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'expression'; readonly expression: RuntimeExpression }
  /** Expressions within a text. */
  | { readonly kind: 'mixed' };
