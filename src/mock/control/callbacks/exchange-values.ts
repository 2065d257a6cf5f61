import { parseExactJson } from '../../../base/exact-json.ts';
import type { ExchangeValues } from '../../../description/model/runtime-expression.ts';
import { decodeText } from '../../../http/charset.ts';
import { isJson, parseMediaType } from '../../../http/media-type.ts';
import { headerValue, inBytes, type RawRequest, type RawResponse } from '../../../http/message.ts';
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
  const type = parseMediaType(headerValue(response.headers, 'content-type') ?? '');
  const { body } = inBytes(response);
  if (type === undefined || !isJson(type) || !(body instanceof Uint8Array)) return undefined;
  try {
    return parseExactJson(decodeText(body));
  } catch {
    return undefined;
  }
}
