import type { Schema } from '../schemas/schema.ts';
import type { Example } from './example.ts';
import type { PartEncodings } from './part-encodings.ts';

/** An entry of `content`: a media type or range with its schema. */
export interface MediaType extends PartEncodings {
  /** As written: `application/json`, `text/*`, `application/xml; charset=utf-8`. */
  readonly range: string;
  /** Undefined where the description says nothing about the content. */
  readonly schema: Schema | undefined;
  /** The schema of each item of a sequence (OpenAPI 3.2, Media Type Object). */
  readonly itemSchema?: Schema | undefined;
  readonly examples: readonly Example[];
  readonly pointer: string;
}

/** Whether a media type or range means JSON, or begins like it: `application/json`, `…+json`, `application/json-seq`. */
export function isJsonRange(range: string): boolean {
  return /[/+]json\b/i.test(range);
}
