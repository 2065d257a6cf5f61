import type { Schema } from '../schemas/schema.ts';
import type { Example } from './example.ts';

// One file, since these types contain each other: media types, Encoding Objects, Header Objects, and media types again.

/** An entry of `content`: a media type or range with its schema. */
export interface MediaType extends PartEncodings {
  /** As written: `application/json`, `text/*`, `application/xml; charset=utf-8`. */
  readonly range: string;
  /** Undefined where the description says nothing about the content. */
  readonly schema: Schema | undefined;
  /** The schema of each item of a sequence (OpenAPI 3.2, Media Type Object). */
  readonly itemSchema?: Schema | undefined;
  /** How the items of a sequence follow each other, where the media type is JSON and does not say so. */
  readonly syntax?: 'jsonLines';
  readonly examples: readonly Example[];
  readonly pointer: string;
}

/** The encodings of the properties or parts that a form or multipart body consists of. */
export interface PartEncodings {
  /** By property name. */
  readonly encoding: ReadonlyMap<string, Encoding>;
  /** By position, of parts without names (OpenAPI 3.2). */
  readonly prefixEncoding?: readonly Encoding[] | undefined;
  /** Of all parts after those (OpenAPI 3.2). */
  readonly itemEncoding?: Encoding | undefined;
}

/** Describes how one property of a form, or one part of a multipart body, is written (OpenAPI 3.1, Encoding Object). */
export interface Encoding {
  /** As written: media types or ranges, separated by commas. Undefined: the default of the schema's type. */
  readonly contentType: string | undefined;
  /** Set where `style`, `explode` or `allowReserved` is given, which rules out `contentType`. */
  readonly styling: Styling | undefined;
  readonly itemStyles: readonly ParameterStyle[];
  /** The header fields of a multipart part, without `Content-Type`. */
  readonly headers: readonly Header[];
  /** Of the parts of this part, where it is a form or multipart itself (OpenAPI 3.2). */
  readonly parts: PartEncodings;
}

export type ParameterStyle =
  | 'simple'
  | 'label'
  | 'matrix'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  /** Not a style of OpenAPI: Swagger 2.0's `collectionFormat: tsv`. */
  | 'tabDelimited'
  | 'deepObject'
  /** As `form`, but nothing is escaped (OpenAPI 3.2). */
  | 'cookie';

/** Writes a value by a style (OpenAPI 3.1, "Style Values"). */
export interface Styling {
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** Describes how a value is written on the wire: by a style or as a media type. */
export interface Serialisation extends Styling {
  /** Set where the parameter has `content` instead of `schema`. */
  readonly content: MediaType | undefined;
  /** True where its text is the whole query, without a name (OpenAPI 3.2, `in: querystring`). */
  readonly isWholeQuery?: boolean | undefined;
  /** The styles of arrays inside an array, from the outside in (Swagger 2.0, Items Object). Without: as JSON. */
  readonly itemStyles?: readonly ParameterStyle[] | undefined;
}

/** A header of a response or part; `Content-Type` is never one (OpenAPI 3.1, Response Object). */
export interface Header extends Serialisation {
  /** As written in the description; compared without case. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly pointer: string;
  readonly examples: readonly Example[];
}

/**
 * True for media types and ranges that mean JSON or begin like it: `application/json`, `…+json`,
 * `application/json-seq`.
 */
export function isJsonRange(range: string): boolean {
  return /[/+]json\b/i.test(range);
}
