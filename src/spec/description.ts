import type { Fault } from './fault.ts';
import type { JsonObject } from './json.ts';
import type { Operation } from './operation.ts';
import type { SchemaValidators } from './schema-validators.ts';
import type { SecurityScheme } from './security.ts';

/** A description, compiled: nothing behind it reads the document again. */
export interface Description {
  /** `rocketchat` for a bundled one, else the file's name without its ending. Namespaces case ids and state. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** Where it was read from: a path or URL; undefined for an object in memory. */
  readonly location: string | undefined;
  readonly servers: readonly string[];
  readonly operations: readonly Operation[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly faults: readonly Fault[];
  /** The document as read. */
  readonly document: JsonObject;
  readonly validators: SchemaValidators;
}
