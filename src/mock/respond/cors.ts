import {
  headerValue,
  NO_BODY,
  type HeaderFields,
  type RawRequest,
  type RawResponse,
} from '../../http/message.ts';

/**
 * Returns the response to a CORS preflight, which allows any origin, method and header (Fetch, section 3.2); undefined
 * for every other request.
 */
export function preflightResponse(request: RawRequest): RawResponse | undefined {
  const method = headerValue(request.headers, 'access-control-request-method');
  if (request.method !== 'OPTIONS' || method === undefined) return undefined;
  const headers = headerValue(request.headers, 'access-control-request-headers');
  return {
    status: 204,
    headers: {
      ...corsHeaders(request),
      'access-control-allow-methods': method,
      ...(headers !== undefined && { 'access-control-allow-headers': headers }),
      'access-control-max-age': '600',
    },
    body: NO_BODY,
  };
}

/** Returns the fields that let a page of any origin read the response, even of a request that carries cookies. */
export function corsHeaders(request: RawRequest): HeaderFields {
  const origin = headerValue(request.headers, 'origin');
  if (origin === undefined) return ANY_ORIGIN;
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers':
      'Allow, Location, Link, Preference-Applied, Retry-After, WWW-Authenticate, X-Stuntdouble-Note, X-Stuntdouble-Violations',
    vary: 'Origin',
  };
}

const ANY_ORIGIN: HeaderFields = { 'access-control-allow-origin': '*' };
