import { inBytes, type RawRequest, type RawResponse } from '../../http/message.ts';

/** Removes the body for HEAD, and keeps the fields of GET, `Content-Length` among them (RFC 9110, section 9.3.2). */
export function withoutBodyForHead(request: RawRequest, response: RawResponse): RawResponse {
  if (request.method !== 'HEAD') return response;
  const { body } = inBytes(response);
  if (!(body instanceof Uint8Array)) return response;
  const length = String(body.length);
  return { ...response, headers: { ...response.headers, 'content-length': length }, body: new Uint8Array(0) };
}
