import { isObject, type JsonObject } from '../../../base/json.ts';
import { decodeJson } from '../../../codec/formats/json-codec.ts';
import { MalformedText } from '../../../http/malformed-text.ts';
import { essenceOf, isJsonContent, parseMediaType } from '../../../http/media-type.ts';
import { headerValue, NO_BODY, type HeaderFields, type RawResponse } from '../../../http/message.ts';
import { originOf, queryOf } from '../../../http/request-target.ts';
import { SettingsError } from '../../control/settings-error.ts';
import type { Mock } from '../../mock.ts';
import type { Caller } from './control-access.ts';
import { problem } from './control-response.ts';

/** A request to `/_stuntdouble/…`. */
export interface ControlRequest extends Caller {
  readonly method: string;
  readonly target: string;
  /**
   * Reads the body; of a longer one than `limit` bytes a little more than that. Undefined when the client has closed
   * the connection.
   */
  readonly readBody: (limit: number) => Promise<Uint8Array | undefined>;
}

export interface ControlCall {
  readonly mock: Mock;
  readonly request: ControlRequest;
  readonly namespace: string;
  /** The address of the mock; undefined where the request was sent to it. */
  readonly url?: string | undefined;
  /** That in the path, of endpoints with `{name}`. */
  readonly name?: string;
}

/** One path below `/_stuntdouble`. */
export interface Endpoint {
  readonly methods: readonly string[];
  /** A sentence for the list of endpoints. */
  readonly does: string;
  readonly respond: (call: ControlCall) => Promise<RawResponse | undefined>;
}

export type Endpoints = Readonly<Record<string, Endpoint>>;

/** Returns a parameter of the query of a control request. */
export function parameterOf({ request }: ControlCall, name: string): string | undefined {
  return new URLSearchParams(queryOf(request.target)).get(name) ?? undefined;
}

/** True where a request is for all namespaces. */
function isForAll(call: ControlCall): boolean {
  return parameterOf(call, 'all') === 'true';
}

/** Returns the response to a request that does not say clearly whether it is for all namespaces. */
export function unclearAllProblem(call: ControlCall): RawResponse | undefined {
  const given = new URLSearchParams(queryOf(call.request.target)).getAll('all');
  if (given.length === 0 || (given.length === 1 && /^(?:true|false)$/.test(given[0] ?? ''))) return undefined;
  return problem(400, 'Bad Request', 'all: give true or false, once');
}

/** Returns the namespace that a change is for; undefined where it is for all. */
export function changedNamespace(call: ControlCall): string | undefined {
  return isForAll(call) ? undefined : call.namespace;
}

/** Returns what the response to a change says of whom it was for. */
export function changedFor(call: ControlCall): { readonly all: true } | { readonly namespace: string } {
  return isForAll(call) ? { all: true } : { namespace: call.namespace };
}

/** Returns the address of the mock, as far as the request tells. */
export function urlOf({ url, request }: ControlCall): string | undefined {
  return url ?? originOf({ ...request, body: NO_BODY });
}

/** Reads a whole number in the query; the fallback where there is none. A text that says what is wrong with it. */
export function numberIn(
  call: ControlCall,
  name: string,
  fallback: number,
  most = Infinity,
): number | string {
  const given = parameterOf(call, name);
  if (given === undefined) return fallback;
  return /^\d{1,15}$/.test(given) && Number(given) <= most
    ? Number(given)
    : `${name}: give a whole number${most === Infinity ? '' : ` up to ${most}`}`;
}

/** The largest settings that are accepted, in bytes. */
export const SETTINGS_LIMIT = 1_048_576;

/** Thrown for a body that cannot be used; the response is a 400. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

/** Returns an object that has no other members than those. @throws BodyError */
export function onlyWith(known: readonly string[], value: unknown): JsonObject {
  if (!isObject(value)) throw new BodyError(`give an object with ${known.join(', ')}`);
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return value;
  throw new BodyError(`/${unknown}: there is no such member; there are ${known.join(', ')}`);
}

/** What curl and `fetch` say of a text when nobody has told them what it is. */
const SAID_BY_ITSELF = new Set(['application/x-www-form-urlencoded', 'text/plain']);

/** True for a body whose media type is one of JSON, or was not chosen by anybody. */
function saysJson(headers: HeaderFields): boolean {
  const given = headerValue(headers, 'content-type');
  if (given === undefined || isJsonContent({ range: given })) return true;
  const type = parseMediaType(given);
  return type !== undefined && SAID_BY_ITSELF.has(essenceOf(type));
}

/**
 * Reads the body of a control request as JSON of at most `limit` bytes, and responds by what `use` returns: 413 for a
 * longer body, 415 for one of another media type, 400 where `use` throws a `BodyError` or a `SettingsError`, or for an empty
 * one without a value that stands for it. Undefined when the client has closed the connection.
 */
export async function withJsonBody(
  { request }: ControlCall,
  limit: number,
  use: (value: unknown) => RawResponse | Promise<RawResponse>,
  empty?: unknown,
): Promise<RawResponse | undefined> {
  const body = await request.readBody(limit);
  if (body === undefined) return undefined;
  if (body.length > limit) return problem(413, 'Content Too Large', `the body has at most ${limit} bytes`);
  if (!saysJson(request.headers)) {
    const detail = "the body has to be JSON, and its media type to say so: 'Content-Type: application/json'";
    return problem(415, 'Unsupported Media Type', detail, { accept: 'application/json' });
  }
  if (body.length === 0 && empty === undefined)
    return problem(400, 'Bad Request', 'the body is missing: send JSON');
  try {
    return await use(body.length === 0 ? empty : decodeJson(body));
  } catch (error) {
    if (
      !(error instanceof MalformedText) &&
      !(error instanceof BodyError) &&
      !(error instanceof SettingsError)
    )
      throw error;
    return problem(400, 'Bad Request', error.message);
  }
}
