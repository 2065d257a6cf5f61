import { encodeJson } from '../../../codec/formats/json-codec.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import { writeCredential } from '../../../codec/credential.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { SecurityScheme } from '../../../description/model/security.ts';
import { encodeText } from '../../../http/charset.ts';
import { NO_BODY, type RawRequest } from '../../../http/message.ts';
import type { Engine } from '../../engine.ts';

/** A call of an operation, with its values as they are before they are written. */
export interface OperationCall {
  /** `operationId` or `METHOD /path`. */
  readonly operation: string;
  /** Which of several APIs that have the operation. Default: the first. */
  readonly api?: string;
  /** By location and name. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** A text is sent as it is, any other value as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
  /** Whose credentials it has: the `id` of an identity. Default: made-up ones, where any are accepted; else none. */
  readonly identity?: string;
}

/** Writes the request of a call; undefined where no API has the operation. */
export function requestOf(engines: readonly Engine[], call: OperationCall): RawRequest | undefined {
  for (const engine of preferred(engines, call.api)) {
    const operation = engine.description.operations.find(
      ({ id, method, path }) => id === call.operation || `${method} ${path}` === call.operation,
    );
    if (operation !== undefined) return withCredentials(written(operation, call), operation, engine, call);
  }
  return undefined;
}

/** Returns engines in their order, that of an API first. */
export function preferred(engines: readonly Engine[], api: string | undefined): readonly Engine[] {
  const isPreferred = ({ description }: Engine) => description.name === api;
  return [...engines.filter(isPreferred), ...engines.filter((engine) => !isPreferred(engine))];
}

function written(
  { method, path, parameters }: Operation,
  { parameters: given = {}, body, contentType }: OperationCall,
): RawRequest {
  let target = path;
  const query: string[] = [];
  const cookies: string[] = [];
  const headers: Record<string, string> = {};
  for (const parameter of parameters) {
    const { name, location } = parameter;
    const value = given[location]?.[name];
    if (value === undefined) continue;
    const text = encodeParameter(parameter, value);
    if (location === 'path') target = target.replaceAll(`{${name}}`, text);
    else if (location === 'query') query.push(...(text === '' ? [] : [text]));
    else if (location === 'cookie') cookies.push(text);
    else headers[name.toLowerCase()] = text;
  }
  const queryText = query.join('&');
  return {
    method,
    target: queryText === '' ? target : `${target}?${queryText}`,
    headers: {
      ...headers,
      ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
      ...(body !== undefined && { 'content-type': contentType ?? 'application/json' }),
    },
    body: body === undefined ? NO_BODY : typeof body === 'string' ? encodeText(body) : encodeJson(body),
  };
}

function withCredentials(
  request: RawRequest,
  { security }: Operation,
  { api: { auth }, description }: Engine,
  { identity }: OperationCall,
): RawRequest {
  const [alternative] = security;
  if (auth.kind === 'off' || alternative === undefined) return request;
  const known = auth.kind === 'known' ? auth.identities.find(({ id }) => id === identity) : undefined;
  if (known !== undefined)
    return description.securitySchemes.reduce((sent, scheme) => {
      const credential = known.credentials[scheme.name];
      return credential === undefined ? sent : writeCredential(sent, scheme, credential);
    }, request);
  if (auth.kind === 'known') return request;
  return alternative.schemes.reduce(
    (sent, { scheme }) => writeCredential(sent, scheme, madeUp(scheme)),
    request,
  );
}

function madeUp({ example, carrier }: SecurityScheme): string {
  return example ?? (carrier.kind === 'basic' ? 'user:password' : 'any-credential');
}
