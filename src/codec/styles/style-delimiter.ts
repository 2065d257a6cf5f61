/** What stands between the items of an array, or the names and values of an object, that are one text. */
export type Delimiter = ',' | ' ' | '|' | '\t';

const DELIMITERS: Readonly<Record<string, Delimiter>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

/** A comma in all styles that do not name another (OpenAPI 3.1, "Style Values"). */
export function delimiterOf(style: string | undefined): Delimiter {
  return DELIMITERS[style ?? ''] ?? ',';
}
