import { percentDecoded } from '../base/percent-decode.ts';
import type { SecurityScheme } from '../description/model/security.ts';
import { headerValue, type RawRequest } from '../http/message.ts';
import { parseCookies, parseQuery } from '../http/raw-parameters.ts';
import { queryOf } from '../http/request-target.ts';

/** Reads the credential of a scheme from a request: `user:password` for basic. Undefined where there is none. */
export function readCredential(request: RawRequest, scheme: SecurityScheme): string | undefined {
  const { carrier } = scheme;
  switch (carrier.kind) {
    case 'apiKey':
      return readApiKey(request, carrier.in, carrier.name);
    case 'bearer':
      return readAuthorization(request, carrier.scheme);
    case 'basic':
      return fromBase64(readAuthorization(request, 'Basic'));
    case 'none':
      return '';
  }
}

/** Adds a credential to a request, where the scheme expects it. The counterpart of `readCredential`. */
export function writeCredential(request: RawRequest, scheme: SecurityScheme, credential: string): RawRequest {
  const { carrier } = scheme;
  const field = credentialField(scheme, credential);
  if (field !== undefined) return withHeader(request, field.name, field.value);
  return carrier.kind === 'apiKey' ? writeApiKey(request, carrier.in, carrier.name, credential) : request;
}

/** Returns the header field that has a credential of a scheme and nothing else; undefined where it stands elsewhere. */
export function credentialField(
  { carrier }: SecurityScheme,
  credential: string,
): { readonly name: string; readonly value: string } | undefined {
  switch (carrier.kind) {
    case 'apiKey':
      return carrier.in === 'header' ? { name: carrier.name.toLowerCase(), value: credential } : undefined;
    case 'bearer':
      return { name: 'authorization', value: `${carrier.scheme} ${credential}` };
    case 'basic':
      return { name: 'authorization', value: `Basic ${toBase64(credential)}` };
    case 'none':
      return undefined;
  }
}

/** Removes the credential of a scheme from the header fields of a request. */
export function withoutCredential(request: RawRequest, scheme: SecurityScheme): RawRequest {
  const { carrier } = scheme;
  switch (carrier.kind) {
    case 'apiKey':
      return withoutApiKey(request, carrier.in, carrier.name);
    case 'bearer':
    case 'basic':
      return withoutHeader(request, 'authorization');
    case 'none':
      return request;
  }
}

function withoutApiKey(request: RawRequest, place: 'header' | 'query' | 'cookie', name: string): RawRequest {
  if (place === 'query') return request;
  if (place === 'header') return withoutHeader(request, name.toLowerCase());
  const pairs = (headerValue(request.headers, 'cookie') ?? '').split(/; */);
  const others = pairs.filter((pair) => parseCookies(pair).every((one) => percentDecoded(one.name) !== name));
  if (others.length === pairs.length) return request;
  const rest = withoutHeader(request, 'cookie');
  return others.length === 0 ? rest : withHeader(rest, 'cookie', others.join('; '));
}

function readApiKey(
  request: RawRequest,
  place: 'header' | 'query' | 'cookie',
  name: string,
): string | undefined {
  if (place === 'header') return nonEmpty(headerValue(request.headers, name.toLowerCase()));
  const pairs =
    place === 'query'
      ? parseQuery(queryOf(request.target))
      : parseCookies(headerValue(request.headers, 'cookie') ?? '');
  const decode = (text: string) => percentDecoded(place === 'query' ? text.replaceAll('+', ' ') : text);
  const found = pairs.find((pair) => decode(pair.name) === name);
  return found === undefined ? undefined : nonEmpty(decode(found.value));
}

function writeApiKey(
  request: RawRequest,
  place: 'header' | 'query' | 'cookie',
  name: string,
  credential: string,
): RawRequest {
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(credential)}`;
  if (place === 'query') {
    const separator = request.target.includes('?') ? '&' : '?';
    return { ...request, target: `${request.target}${separator}${pair}` };
  }
  const cookies = headerValue(request.headers, 'cookie');
  return withHeader(request, 'cookie', cookies === undefined ? pair : `${cookies}; ${pair}`);
}

/** Reads the credential after the scheme's name, which is compared without case (RFC 9110, section 11.1). */
function readAuthorization(request: RawRequest, scheme: string): string | undefined {
  const field = headerValue(request.headers, 'authorization') ?? '';
  const prefix = `${scheme.toLowerCase()} `;
  return field.toLowerCase().startsWith(prefix) ? nonEmpty(field.slice(prefix.length).trim()) : undefined;
}

function withHeader(request: RawRequest, name: string, value: string): RawRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

function withoutHeader(request: RawRequest, name: string): RawRequest {
  const others = Object.entries(request.headers).filter(([field]) => field.toLowerCase() !== name);
  return { ...request, headers: Object.fromEntries(others) };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function fromBase64(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
