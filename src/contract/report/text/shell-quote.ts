/** What a terminal would obey, or does not show: `printable` would write it in another way. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Surrogate}/u;

/** How the characters of a word become bytes: those of a header field are ISO 8859-1, where they can be. */
export type Charset = 'utf-8' | 'latin1';

/** In single quotes, unless a shell takes it as it is; what cannot be shown is written by `printf`. */
export function shellQuoted(text: string, charset: Charset = 'utf-8'): string {
  if (/^[\w./:@%+,=-]+$/.test(text)) return text;
  return needsPrintf(text, charset) ? `"$(${printfCommand([text], charset)})"` : inSingleQuotes(text);
}

/**
 * In double quotes; all but the variables (`${NAME}`) taken as it is. `!` stands in quotes of its own, since shells obey
 * it in double quotes, too.
 */
export function shellQuotedWithVariables(text: string, charset: Charset = 'utf-8'): string {
  if (needsPrintf(text, charset)) return `"$(${printfCommand(withNames(text), charset)})"`;
  const parts = text.split(/(!+)/).filter((part) => part !== '');
  if (parts.length === 0) return '""';
  return parts.map((part) => (part.startsWith('!') ? inSingleQuotes(part) : inDoubleQuotes(part))).join('');
}

/** True for a text that no word of a shell shows as it is. */
export function needsPrintf(text: string, charset: Charset = 'utf-8'): boolean {
  return UNPRINTABLE.test(text) || (charset === 'latin1' && /[\u0080-\u00FF]/.test(text));
}

/** Returns the parts of a text between its variables (`${NAME}`), and their names: every second one is a name. */
export function withNames(text: string): readonly string[] {
  return text.split(/\$\{(\w+)\}/);
}

/**
 * Returns a command that writes a text, byte by byte what cannot be shown. `parts`: every second one is the name of a
 * variable.
 */
export function printfCommand(parts: readonly string[], charset: Charset = 'utf-8'): string {
  const format = parts.map((part, index) => (index % 2 === 1 ? '%s' : formatOf(part, charset))).join('');
  const variables = parts.filter((_, index) => index % 2 === 1).map((name) => ` "$${name}"`);
  return `printf ${inSingleQuotes(format)}${variables.join('')}`;
}

/** A format must not begin like an option. */
function formatOf(text: string, charset: Charset): string {
  return Array.from(text, (character, index) => {
    if (needsPrintf(character, charset) || (index === 0 && character === '-')) {
      return bytesOf(character, charset)
        .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
        .join('');
    }
    return character.replace(/[\\%]/, '$&$&');
  }).join('');
}

/** In single quotes, whatever is in it: what cannot be shown is written as it is. */
export function inSingleQuotes(text: string): string {
  return `'${text.replaceAll(`'`, String.raw`'\''`)}'`;
}

function inDoubleQuotes(text: string): string {
  const escaped = text.replace(/[\\"`]|\$(?!\{\w+\})/g, String.raw`\$&`);
  return `"${escaped.replace(/\$\{(\w+)\}(?!\w)/g, '$$$1')}"`;
}

const encoder = new TextEncoder();

function bytesOf(character: string, charset: Charset): readonly number[] {
  const code = character.charCodeAt(0);
  return charset === 'latin1' && code < 0x100 ? [code] : [...encoder.encode(character)];
}
