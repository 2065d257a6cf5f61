import { encodeJson } from '../../codec/formats/json-codec.ts';
import type { HeaderFields, RawResponse } from '../../http/message.ts';

/** The codes of errors (RFC 6749, sections 4.1.2.1 and 5.2; OpenID Connect Core, section 3.1.2.6). */
export type ErrorCode =
  | 'access_denied'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'invalid_token'
  | 'login_required'
  | 'unsupported_grant_type'
  | 'unsupported_response_type';

/** A refusal of a login. Its description says what to do, and never repeats a secret. */
export interface OAuthError {
  readonly error: ErrorCode;
  readonly error_description: string;
}

export function isOAuthError(value: object): value is OAuthError {
  return 'error' in value;
}

export function oauthError(error: ErrorCode, description: string): OAuthError {
  return { error, error_description: description };
}

/** Writes a refusal of the token endpoint. */
export function errorResponse(refusal: OAuthError): RawResponse {
  const isClient = refusal.error === 'invalid_client';
  const challenge: HeaderFields = isClient ? { 'www-authenticate': 'Basic realm="stuntdouble"' } : {};
  return jsonResponse(isClient ? 401 : 400, refusal, challenge);
}

export function jsonResponse(status: number, body: unknown, headers: HeaderFields = {}): RawResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: encodeJson(body),
  };
}
