import type { JsonObject } from '../../base/json.ts';

/** A JSON Schema where it stands in the description. */
export interface Schema {
  /** JSON Pointer into the description. */
  readonly pointer: string;
  /** As written; `true` and `false` are schemas too. */
  readonly definition: JsonObject | boolean;
  /** Where the item, or the list of items, stands in the values, where a correction says it. */
  readonly place?: { readonly envelope: readonly string[]; readonly key: string };
}

/** `readOnly` counts in answers only, `writeOnly` in requests only (OpenAPI 3.1, Schema Object). */
export type Direction = 'request' | 'response';
