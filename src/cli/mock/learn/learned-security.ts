import type { JsonObject } from '../../../base/json.ts';
import { headerValue, type RawRequest } from '../../../http/message.ts';
import { parseQuery } from '../../../http/raw-parameters.ts';
import { queryOf } from '../../../http/request-target.ts';

/** A security scheme that a request shows. */
export interface LearnedScheme {
  readonly name: string;
  readonly definition: JsonObject;
}

/** Header fields that carry keys, by their names. */
const KEY_FIELD = /^(?:x-)?(?:[a-z]+-)?(?:api-?key|auth-?token|access-?token|auth|token)$/;

const KEY_PARAMETER = /^(?:access_token|api_?key|key|token)$/i;

/** Returns the security schemes that a request uses. Only their names are taken from it. */
export function schemesOf({ headers, target }: RawRequest): readonly LearnedScheme[] {
  const authorization = headerValue(headers, 'authorization') ?? '';
  const [, scheme = ''] = /^(Basic|Bearer)\s/i.exec(authorization) ?? [];
  const http = scheme.toLowerCase();
  const fields = Object.keys(headers).filter((name) => KEY_FIELD.test(name));
  const parameters = parseQuery(queryOf(target)).filter(({ name }) => KEY_PARAMETER.test(name));
  return [
    ...(http === '' ? [] : [{ name: http, definition: { type: 'http', scheme: http } }]),
    ...fields.map((name) => ({ name: schemeName(name), definition: { type: 'apiKey', in: 'header', name } })),
    ...parameters.map(({ name }) => ({
      name: schemeName(`${name}-in-query`),
      definition: { type: 'apiKey', in: 'query', name },
    })),
  ];
}

function schemeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]/g, '-');
}
