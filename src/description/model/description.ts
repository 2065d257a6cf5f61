import type { JsonObject } from '../../base/json.ts';
import type { SchemaValidators } from '../schemas/schema-validators.ts';
import type { DisabledOperation } from './disabled-operation.ts';
import type { Fault } from './fault.ts';
import type { Operation } from './operation.ts';
import type { OperationById } from './operations-by-id.ts';
import type { SecurityScheme } from './security.ts';

/** A description, compiled: nothing behind it reads the document again. */
export interface Description {
  /** `rocketchat` for a bundled one, else the file's name without its ending. Namespaces case ids and state. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** Where it was read from: a path or URL; undefined for an object in memory. */
  readonly location: string | undefined;
  /** Their variables filled with the defaults, then with what else they may be. */
  readonly servers: readonly string[];
  /**
   * Patterns of the base paths in which a server variable may have any value. Each matches at the start of a path, up
   * to a `/` or its end. Compiled on the first call.
   */
  readonly openBasePaths: () => readonly RegExp[];
  readonly operations: readonly Operation[];
  readonly operationById: OperationById;
  /** Those that cannot be served, each with its reason. */
  readonly disabled: readonly DisabledOperation[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly faults: readonly Fault[];
  /** The document as OpenAPI 3, with the documents that it refers to under `x-external`. */
  readonly document: JsonObject;
  readonly validators: SchemaValidators;
}
