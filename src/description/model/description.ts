import type { JsonObject } from '../../base/json.ts';
import type { SchemaValidators } from '../schemas/schema-validators.ts';
import type { DisabledOperation } from './disabled-operation.ts';
import type { Fault } from './fault.ts';
import type { Operation, Webhook } from './operation.ts';
import type { OperationById } from './operations-by-id.ts';
import type { SecurityScheme } from './security.ts';

/** A compiled description. */
export interface Description {
  /**
   * `rocketchat` for a bundled one, else the file's name without its extension. The namespace of case ids and state.
   */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** The path or URL that it was read from; undefined for an object in memory. */
  readonly location: string | undefined;
  /** The text that it was read from, where that is not in a file, such as the standard input. */
  readonly text: string | undefined;
  /**
   * Where the parts are from that overlays have set, by their JSON Pointers: other pointers, into the overlays under
   * `x-external`.
   */
  readonly origins: ReadonlyMap<string, string>;
  /** The URLs, their variables filled with the defaults, then with the other values of their `enum`s. */
  readonly servers: readonly string[];
  /**
   * Patterns of the base paths in which a server variable may have any value. Each matches at the start of a path, up
   * to a `/` or its end. Compiled on the first call.
   */
  readonly openBasePaths: () => readonly RegExp[];
  readonly operations: readonly Operation[];
  readonly operationById: OperationById;
  /** What the server sends by itself. Compiled on the first call. */
  readonly webhooks: () => readonly Webhook[];
  /** Those that cannot be served, each with its reason. */
  readonly disabled: readonly DisabledOperation[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly faults: readonly Fault[];
  /** The document as OpenAPI 3, with the documents that it refers to under `x-external`. Schemas point into it. */
  readonly document: JsonObject;
  readonly validators: SchemaValidators;
}
