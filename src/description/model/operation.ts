import type { JsonObject } from '../../base/json.ts';
import type { Link } from './link.ts';
import type { Header, MediaType } from './media-type-object.ts';
import type { Parameter } from './parameter.ts';
import type { SecurityAlternative } from './security.ts';
import type { Source } from './source.ts';

/** One method of one path, with all that it inherits merged in. */
export interface Operation {
  /** The `operationId`, or `METHOD /path` where there is none. */
  readonly id: string;
  /** Upper case; as written for those of OpenAPI 3.2's `additionalOperations`. */
  readonly method: string;
  /** The path template, without query and fragment. */
  readonly path: string;
  /** A query that the description writes into the path, which tells operations of one path apart; mostly empty. */
  readonly query: string;
  readonly summary: string | undefined;
  readonly pointer: string;
  readonly source: Source;
  /** Where it is served: its own servers, else its path's, else the description's. */
  readonly servers: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  readonly responses: readonly Response[];
  /** Alternatives; empty: no credential is needed. */
  readonly security: readonly SecurityAlternative[];
  /** The operation object as written, for its extensions. */
  readonly definition: JsonObject;
}

export interface RequestBody {
  readonly required: boolean;
  readonly content: readonly MediaType[];
  readonly pointer: string;
  readonly source: Source;
}

export interface Response {
  /** `200`, `2XX` or `default`. */
  readonly status: string;
  readonly headers: readonly Header[];
  /** Empty: an answer without a body. */
  readonly content: readonly MediaType[];
  readonly links: readonly Link[];
  readonly pointer: string;
  readonly source: Source;
}

/** The Response Object for a status: exact, then `2XX`, then `default` (OpenAPI 3.1, Responses Object). */
export function responseFor(operation: Operation, status: number): Response | undefined {
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  return wanted
    .map((key) => operation.responses.find((response) => response.status === key))
    .find((response) => response !== undefined);
}
