import type { ExchangeValues } from '../../../description/model/runtime-expression.ts';
import { jsonBodyOf } from '../../../codec/json-body.ts';
import { headerValue, type RawRequest, type RawResponse } from '../../../http/message.ts';
import { originOf } from '../../../http/request-target.ts';
import type { RequestValues } from '../../../validation/validate-request.ts';

/** Returns the values of an exchange to which runtime expressions refer. */
export function exchangeValues(
  request: RawRequest,
  values: RequestValues,
  response: RawResponse,
): ExchangeValues {
  return {
    url: `${originOf(request) ?? ''}${request.target}`,
    method: request.method,
    statusCode: response.status,
    path: values.path,
    query: values.query,
    request: { header: (name) => headerValue(request.headers, name), body: values.body },
    response: { header: (name) => headerValue(response.headers, name), body: bodyOf(response) },
  };
}

/** Returns JSON as its value; nothing of other bodies. */
function bodyOf(response: RawResponse): unknown {
  const { headers, body } = response;
  return typeof body === 'string' || body instanceof Uint8Array ? jsonBodyOf({ headers, body }) : undefined;
}
