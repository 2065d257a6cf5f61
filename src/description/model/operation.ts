import type { JsonObject } from '../../base/json.ts';
import { boundedlyMemoised, weaklyMemoised } from '../../base/memoise.ts';
import type { Link } from './link.ts';
import type { Header, MediaType } from './media-type-object.ts';
import type { Parameter } from './parameter.ts';
import type { SecurityAlternative } from './security.ts';
import type { Source } from './source.ts';

/** One method of one path, with everything that it inherits. */
export interface Operation {
  /** The `operationId`, or else `METHOD /path`. */
  readonly id: string;
  /** Upper case; for OpenAPI 3.2's `additionalOperations` as written. */
  readonly method: string;
  /** The path template, without query and fragment. */
  readonly path: string;
  /** A query in the path's key, which distinguishes operations of one path. Usually empty. */
  readonly query: string;
  readonly summary: string | undefined;
  readonly pointer: string;
  readonly source: Source;
  /** Its own servers, or else its path's, or else the description's. */
  readonly servers: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  readonly responses: readonly Response[];
  /** One of the alternatives has to be met. Empty: no credential is needed. */
  readonly security: readonly SecurityAlternative[];
  /** Those whose references are sound. */
  readonly callbacks: readonly Callback[];
  /** The Operation Object as written, for its extensions. */
  readonly definition: JsonObject;
}

/** A request that the server of an operation sends after it (OpenAPI 3.1, Callback Object). */
export interface Callback {
  readonly name: string;
  /** A URL in which runtime expressions stand for values of the exchange: `{$request.body#/url}?id={$response.body#/id}`. */
  readonly url: string;
  /** What is sent; its path says nothing. Its id is its `operationId`, or the name of the callback and its method. */
  readonly operation: Operation;
}

/** A request that the server sends by itself (OpenAPI 3.1, `webhooks`). */
export interface Webhook {
  readonly name: string;
  readonly operation: Operation;
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
  /** Empty for responses without a body. */
  readonly content: readonly MediaType[];
  readonly links: readonly Link[];
  readonly pointer: string;
  readonly source: Source;
}

/** Returns the Response Object for a status: the exact one, or `2XX`, or `default` (OpenAPI 3.1, Responses Object). */
export function responseFor({ responses }: Operation, status: number): Response | undefined {
  return responsesByStatus(responses)(status);
}

const responsesByStatus = weaklyMemoised((responses: Operation['responses']) =>
  boundedlyMemoised((status: number): Response | undefined => {
    const wanted = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
    return wanted
      .map((key) => responses.find((response) => response.status === key))
      .find((response) => response !== undefined);
  }),
);
