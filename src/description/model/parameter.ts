import type { Schema } from '../schemas/schema.ts';
import type { Example } from './example.ts';
import type { Serialisation } from './media-type-object.ts';
import type { Source } from './source.ts';

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

export interface Parameter extends Serialisation {
  readonly name: string;
  readonly location: ParameterLocation;
  readonly required: boolean;
  /** True where `?name=` means "present without a value" (query only). */
  readonly allowEmptyValue: boolean;
  readonly schema: Schema;
  readonly pointer: string;
  readonly source: Source;
  /** The schema's `default`; undefined without one. */
  readonly default: unknown;
  /** Documented values: the parameter's `example`, `examples`, then its schema's. */
  readonly examples: readonly Example[];
}
