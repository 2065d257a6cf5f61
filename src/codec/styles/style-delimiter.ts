/** Separates the items of an array, or the names and values of an object, in one text. */
export type Delimiter = ',' | ' ' | '|' | '\t';

const DELIMITERS: Readonly<Record<string, Delimiter>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

/** Returns the delimiter of a style: a comma unless the style names another (OpenAPI 3.1, "Style Values"). */
export function delimiterOf(style: string | undefined): Delimiter {
  return DELIMITERS[style ?? ''] ?? ',';
}
