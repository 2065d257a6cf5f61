import type { RequestPlan } from '../../case/case.ts';

/** Cuts XML before its last bracket and a form before its last boundary; undefined for bodies that can be read however they end. */
export function truncatedBody(
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

/** Cuts the last character of a JSON text; `{` where the rest is still JSON, as half a number is. */
export function truncatedJson(text: string): string {
  const cut = text.slice(0, -1);
  try {
    JSON.parse(cut);
    return '{';
  } catch {
    return cut === '' ? '{' : cut;
  }
}
