import { isObject } from '../../base/json.ts';
import { readJson } from '../../codec/formats/json-codec.ts';
import { decodeText } from '../../http/charset.ts';
import { contentTypeOf, isJson } from '../../http/media-type.ts';
import type { RawRequest } from '../../http/message.ts';
import { queryOf } from '../../http/request-target.ts';
import { oauthError, type OAuthError } from './oauth-error.ts';

/** The parameters of a login by name. Empty ones count as left out (RFC 6749, section 3.1). */
export type LoginForm = ReadonlyMap<string, string>;

/** Reads the body of a POST: a form, or a JSON object of texts, which many clients send. */
export function readLoginBody(request: RawRequest): LoginForm | OAuthError {
  const type = contentTypeOf(request.headers);
  try {
    const text = decodeText(request.body);
    if (type === undefined || !isJson(type)) return formOf([...new URLSearchParams(text)]);
    const value = readJson(text);
    const members = isObject(value) ? Object.entries(value) : [];
    return formOf(members.map(([name, member]): [string, string] => [name, String(member)]));
  } catch {
    return oauthError('invalid_request', 'the body must be a form (application/x-www-form-urlencoded)');
  }
}

/** Reads the query of a request. */
export function readLoginQuery({ target }: RawRequest): LoginForm | OAuthError {
  return formOf([...new URLSearchParams(queryOf(target))]);
}

function formOf(pairs: readonly (readonly [string, string])[]): LoginForm | OAuthError {
  const form = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (form.has(name) && name !== 'resource')
      return oauthError('invalid_request', `${name} must be given once`);
    if (value !== '') form.set(name, value);
  }
  return form;
}
