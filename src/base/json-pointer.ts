import { percentDecoded } from './percent-decode.ts';

/** Writes a JSON Pointer (RFC 6901), without `#`: `''` is the whole document, `/a~1b/0` the first item of `a/b`. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${escapeToken(String(token))}`).join('');
}

/** Splits a JSON Pointer into its unescaped tokens. */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer.slice(1).split('/').map(unescapeToken);
}

/** Returns the value at a JSON Pointer, or undefined. Inherited members are not found. */
export function atPointer(document: unknown, pointer: string): unknown {
  let value: unknown = document;
  for (let start = pointer === '' ? -1 : 0; start !== -1;) {
    const end = pointer.indexOf('/', start + 1);
    const token = unescapeToken(end === -1 ? pointer.slice(start + 1) : pointer.slice(start + 1, end));
    if (typeof value !== 'object' || value === null || !isMember(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
    start = end;
  }
  return value;
}

/** True for own, enumerable properties: the `length` of an array is not a member. */
function isMember(value: object, token: string): boolean {
  return Object.prototype.propertyIsEnumerable.call(value, token);
}

/** Decodes the pointer in a URI fragment, `/components/schemas/A%20b` (RFC 6901, section 6). */
export function pointerOfFragment(fragment: string): string {
  return percentDecoded(fragment);
}

/** Writes the `$ref` to a pointer of the same document. The counterpart of `pointerOfFragment`. */
export function referenceTo(pointer: string): string {
  return `#${pointer.replaceAll('%', '%25')}`;
}

export function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/')
    ? token.replaceAll('~', '~0').replaceAll('/', '~1')
    : token;
}

/** The counterpart of `escapeToken`. */
export function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}

/** True for a JSON Pointer to one of the places, or to a part of one. */
export function isWithin(pointer: string, places: readonly string[]): boolean {
  return places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
}
