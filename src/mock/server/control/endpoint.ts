import { decodeJson } from '../../../codec/formats/json-codec.ts';
import { MalformedText } from '../../../http/malformed-text.ts';
import type { RawResponse } from '../../../http/message.ts';
import { queryOf } from '../../../http/request-target.ts';
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

/** Returns the namespace that a change is for; undefined where it is for all. */
export function changedNamespace(call: ControlCall): string | undefined {
  return isForAll(call) ? undefined : call.namespace;
}

/** Returns what the response to a change says of whom it was for. */
export function changedFor(call: ControlCall): { readonly all: true } | { readonly namespace: string } {
  return isForAll(call) ? { all: true } : { namespace: call.namespace };
}

/** The largest settings that are accepted, in bytes. */
export const SETTINGS_LIMIT = 1_048_576;

/** Thrown for a body that cannot be used; the response is a 400. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

/**
 * Reads the body of a control request as JSON of at most `limit` bytes, and responds by what `use` returns: 413 for a
 * longer body, 400 where `use` throws a `BodyError` or a `SettingsError`. Undefined when the client has closed the connection.
 */
export async function withJsonBody(
  { request }: ControlCall,
  limit: number,
  use: (value: unknown) => RawResponse | Promise<RawResponse>,
): Promise<RawResponse | undefined> {
  const body = await request.readBody(limit);
  if (body === undefined) return undefined;
  if (body.length > limit) return problem(413, 'Content Too Large', `the body has at most ${limit} bytes`);
  try {
    return await use(body.length === 0 ? undefined : decodeJson(body));
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
