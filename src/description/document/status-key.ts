/** Whether a key of `responses` means statuses: `404`, `4XX` in any case, or `default` (OpenAPI 3.1, Responses Object). */
export function isStatusKey(key: string): boolean {
  return /^(?:[1-5](?:\d\d|xx)|default)$/i.test(key);
}
