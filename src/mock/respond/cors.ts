import {
  headerValue,
  NO_BODY,
  type HeaderFields,
  type RawRequest,
  type RawResponse,
} from '../../http/message.ts';
import { isWireField } from '../../http/wire-fields.ts';

/**
 * The pages that may read responses. `open`: those of any origin, also with credentials. `documented`: those that the
 * responses of the description allow; the mock adds no field of CORS, and a preflight is a request like any other.
 */
export type CorsMode = 'open' | 'documented';

/**
 * Returns the response to a CORS preflight, which allows any origin, method and header (Fetch, section 3.2), also for
 * a page of a public address (Private Network Access, section 3.1); undefined for every other request.
 */
export function preflightResponse(request: RawRequest): RawResponse | undefined {
  const asked = (name: string) => headerValue(request.headers, `access-control-request-${name}`);
  const method = asked('method');
  if (request.method !== 'OPTIONS' || method === undefined) return undefined;
  const headers = asked('headers');
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': method,
      ...(headers !== undefined && { 'access-control-allow-headers': headers }),
      ...(asked('private-network') === 'true' && { 'access-control-allow-private-network': 'true' }),
      'access-control-max-age': '600',
    },
    body: NO_BODY,
  };
}

/**
 * Returns a response with the fields that let a page of any origin read it, even when the request carries cookies: its
 * header fields are exposed, and those that a documented `Access-Control-Expose-Headers` names.
 */
export function readableByPages(request: RawRequest, response: RawResponse): RawResponse {
  const { headers } = response;
  const origin = headerValue(request.headers, 'origin');
  if (origin === undefined) return { ...response, headers: { ...headers, ...ANY_ORIGIN } };
  return {
    ...response,
    headers: {
      ...headers,
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': exposedNames(headers).join(', '),
      vary: withOrigin(headerValue(headers, 'vary')),
    },
  };
}

const ANY_ORIGIN: HeaderFields = {
  'access-control-allow-origin': '*',
  'access-control-allow-credentials': undefined,
};

/** Fields that are exposed even when a response has none of them. */
const USUAL = ['Allow', 'Location', 'Link', 'Preference-Applied', 'Retry-After', 'WWW-Authenticate'];

/** Fields that a page may always read, or never (Fetch, sections 2.2.2 and 2.2.6). */
const SETTLED = /^(cache-control|content-(language|type)|expires|last-modified|pragma|set-cookie2?|vary)$/;

/** Returns the names to expose, each once. With credentials, `*` is a name like any other. */
function exposedNames(headers: HeaderFields): readonly string[] {
  const documented = (headerValue(headers, 'access-control-expose-headers') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '*');
  const sent = Object.keys(headers).filter(
    (name) => !SETTLED.test(name) && !name.startsWith('access-control-') && !isWireField(name),
  );
  const names = new Map<string, string>();
  for (const name of [...USUAL, ...documented, ...sent.map(inTitleCase)]) {
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return [...names.values()];
}

/** Returns a name in the case in which it is usually written. Clients compare without case. */
function inTitleCase(name: string): string {
  if (name === 'etag') return 'ETag';
  return name.replace(/(?<![a-z0-9])[a-z]/g, (letter) => letter.toUpperCase());
}

/** Adds `Origin` to the fields on which the response depends. */
function withOrigin(vary: string | undefined): string {
  if (vary === undefined || vary.trim() === '') return 'Origin';
  return /(^|,)\s*(\*|origin)\s*(,|$)/i.test(vary) ? vary : `${vary}, Origin`;
}
