/**
 * True for keys of `responses` that mean statuses: `404`, `4XX` in any case, `default` (OpenAPI 3.1, Responses
 * Object).
 */
export function isStatusKey(key: string): boolean {
  return /^(?:[1-5](?:\d\d|xx)|default)$/i.test(key);
}
