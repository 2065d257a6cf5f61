/** A text in two parts: what may be another one, and an end that may have to stay. */
export interface FormedText {
  readonly first: string;
  readonly rest: string;
}

/** Names of hosts, zones and files: what follows the first word has a meaning. */
const DOTTED = /^(\p{L}[\p{L}\p{N}-]*)((?:\.[\p{L}\p{N}-]+)+\.?)$/u;

/** A sign at the end may have to stay there. */
const ENDING = /^(.*[\p{L}\p{N}])([^\p{L}\p{N}\s]+)$/su;

/** Splits a text that seems to have a form, such as `example.org.`; undefined for words. */
export function formedText(text: string): FormedText | undefined {
  const [, first, rest] = DOTTED.exec(text) ?? ENDING.exec(text) ?? [];
  return first === undefined || rest === undefined ? undefined : { first, rest };
}
