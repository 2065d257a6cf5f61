import type { Schema } from '../schemas/schema.ts';
import type { Example } from './example.ts';
import type { MediaType } from './media-type-object.ts';
import type { Source } from './source.ts';

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

export type ParameterStyle =
  | 'simple'
  | 'label'
  | 'matrix'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  /** No style of OpenAPI: Swagger 2.0's `collectionFormat: tsv`. */
  | 'tabDelimited'
  | 'deepObject'
  /** As `form`, but nothing is escaped (OpenAPI 3.2). */
  | 'cookie';

/** How a value is written on the wire: by a style (OpenAPI 3.1, "Style Values") or as a media type. */
export interface Serialisation {
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Set where the parameter has `content` instead of `schema`. */
  readonly content: MediaType | undefined;
  /** Its text is the whole query, without a name (OpenAPI 3.2, `in: querystring`). */
  readonly isWholeQuery?: boolean | undefined;
  /** How arrays inside an array are written, from the outside in (Swagger 2.0, Items Object); none: as JSON. */
  readonly itemStyles?: readonly ParameterStyle[] | undefined;
}

export interface Parameter extends Serialisation {
  readonly name: string;
  readonly location: ParameterLocation;
  readonly required: boolean;
  /** `?name=` may stand for "present without a value" (query only). */
  readonly allowEmptyValue: boolean;
  readonly schema: Schema;
  readonly pointer: string;
  readonly source: Source;
  /** The schema's `default`; undefined where it has none. */
  readonly default: unknown;
  /** Documented values: the parameter's `example`, `examples`, then its schema's. */
  readonly examples: readonly Example[];
}

/** A response header; `Content-Type` is never one (OpenAPI 3.1, Response Object). */
export interface Header extends Serialisation {
  /** As written in the description; compared without case. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly pointer: string;
  readonly examples: readonly Example[];
}
