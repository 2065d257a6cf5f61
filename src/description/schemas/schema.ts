import type { JsonObject } from '../../base/json.ts';

/** A JSON Schema of the description. */
export interface Schema {
  /** JSON Pointer into the description. */
  readonly pointer: string;
  /** As written; `true` and `false` are schemas too. */
  readonly definition: JsonObject | boolean;
  /** The place of the item, or list of items, in the values; set where a correction gives it. */
  readonly place?: { readonly envelope: readonly string[]; readonly key: string };
}

/**
 * Decides which flags hide properties: `readOnly` in requests, `writeOnly` in responses (OpenAPI 3.1, Schema Object).
 */
export type Direction = 'request' | 'response';
