import type { RequestPlan } from '../../case/case.ts';

/** XML without its last bracket, a form without its last boundary: pairs of a query can be read however they end. */
export function unreadableBody(
  request: RequestPlan,
): { readonly maker: string; readonly request: RequestPlan } | undefined {
  const { body = '' } = request;
  const contentType = request.headers['content-type'] ?? '';
  const isMultipart = /^multipart\/form-data/i.test(contentType);
  const end = isMultipart ? body.trimEnd().lastIndexOf('\r\n--') : body.trimEnd().length - 1;
  if ((!isMultipart && !/[/+]xml\b/i.test(contentType)) || end < 1) return undefined;
  const maker = isMultipart ? 'malformed-form' : 'malformed-xml';
  return { maker, request: { ...request, body: body.slice(0, end) } };
}

/** Half a number is a number still: then the body is only an opening bracket. */
export function cutOff(text: string): string {
  const cut = text.slice(0, -1);
  try {
    JSON.parse(cut);
    return '{';
  } catch {
    return cut === '' ? '{' : cut;
  }
}
