import { atPointer } from '../../../base/json-pointer.ts';
import type { JsonObject } from '../../../base/json.ts';
import { encodeBody, type EncodedBody } from '../../../codec/body-codec.ts';
import type { Description } from '../../../description/model/description.ts';
import type { MediaType } from '../../../description/model/media-type-object.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { encodeText } from '../../../http/charset.ts';
import { isJsonContent } from '../../../http/media-type.ts';
import { NO_BODY, type RawRequest } from '../../../http/message.ts';
import type { LoginSource } from '../../case/identities.ts';
import type { Target } from '../../target/target.ts';

/** A credential cannot be obtained. Caught where a case is attempted. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
  /** The request of a login that the target took no connection for. */
  readonly unreachable: RawRequest | undefined;

  constructor(message: string, unreachable?: RawRequest) {
    super(message);
    this.unreachable = unreachable;
  }
}

/** Returns an operation by its id, or as `METHOD /path`. */
export function operationNamed(
  { operations }: Pick<Description, 'operations'>,
  name: string,
): Operation | undefined {
  return operations.find(({ id, method, path }) => id === name || `${method} ${path}` === name);
}

/** Sends a login operation, and returns the credential in its response. @throws CredentialError */
export async function logIn(
  { operation: name, body, token }: LoginSource,
  {
    description,
    headers,
    target,
  }: {
    readonly description: Description;
    readonly headers: Readonly<Record<string, string>>;
    readonly target: Pick<Target, 'send'>;
  },
): Promise<string> {
  const operation = operationNamed(description, name);
  if (operation === undefined) throw new CredentialError(`there is no operation ${name}`);
  const request = loginRequest(description, operation, body, headers);
  const sent = await target.send(request, { operation: operation.id });
  if (sent.kind === 'unreachable') throw new CredentialError(`${name}: ${sent.reason}`, request);
  if (sent.kind !== 'answered') throw new CredentialError(`${name}: ${sent.reason}`);
  const { response } = sent;
  if (response.status >= 300) throw new CredentialError(`${name} was answered ${response.status}`);
  const value = atPointer(parsed(response.body), token);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return value;
  throw new CredentialError(`the response to ${name} is not JSON with a text at ${token}`);
}

function loginRequest(
  { document }: Description,
  { method, path, query, requestBody }: Operation,
  body: unknown,
  given: Readonly<Record<string, string>>,
): RawRequest {
  const content = requestBody?.content ?? [];
  const mediaType = content.find(isJsonContent) ?? content[0];
  const encoded = body === undefined ? undefined : encodedAs(body, mediaType, document);
  const headers = {
    accept: 'application/json',
    ...given,
    ...(encoded && { 'content-type': encoded.contentType }),
  };
  return {
    method,
    target: query === '' ? path : `${path}?${query}`,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
    body: encoded?.bytes ?? NO_BODY,
  };
}

function encodedAs(body: unknown, mediaType: MediaType | undefined, document: JsonObject): EncodedBody {
  if (mediaType !== undefined) return encodeBody(body, mediaType.range, { mediaType, document });
  return { bytes: encodeText(JSON.stringify(body)), contentType: 'application/json' };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
