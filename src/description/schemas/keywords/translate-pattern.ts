/** A regular expression in JavaScript's syntax. */
export interface NativePattern {
  readonly source: string;
  /** The flags that the pattern sets itself, such as `(?i)`. */
  readonly flags: string;
}

/**
 * Translates a pattern of another language, as in descriptions that are generated from code: `\A[a-z]+\z`,
 * `(?i)^[[:alpha:]]+$`, needless backslashes. Undefined where JavaScript has no equivalent. Atomic groups and possessive
 * repetitions become ordinary ones, which match more.
 */
export function translatePattern(pattern: string): NativePattern | undefined {
  const [start = '', flags = ''] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  let isReadable = true;
  const read = (text: string | undefined): string => {
    if (text === undefined) isReadable = false;
    return text ?? '';
  };
  const source = pattern
    .slice(start.length)
    .replace(PIECES, (piece: string, escaped?: string, members?: string) =>
      read(members === undefined ? outside(piece, escaped) : inClass(members)),
    );
  return isReadable ? { source, flags } : undefined;
}

/** Matches escapes, classes, named groups and references, possessive repetitions, and braces that repeat nothing. */
const PIECES =
  /\\([\s\S])|\[(\^?\]?(?:\\[\s\S]|\[:\w+:\]|[^\\\]])*)\]|\(\?P?[<>](?![=!])|\(\?P=\w+\)|[*+?}]\+|\{\d+(?:,\d*)?\}\+?|[{}\]]/gu;

/** Escapes of Perl, Python, Ruby and others, with JavaScript's equivalent. */
const ESCAPES: Readonly<Record<string, string>> = {
  A: '^',
  Z: '$',
  z: '$',
  h: String.raw`[ \t]`,
  R: String.raw`(?:\r\n|[\n\v\f\r])`,
};

function outside(piece: string, escaped: string | undefined): string | undefined {
  if (escaped !== undefined) return ESCAPES[escaped] ?? escapeOf(escaped, OWN_ESCAPES);
  if (piece === '(?P<') return '(?<';
  if (piece === '(?>') return '(?:';
  if (piece.startsWith('(?P=')) return String.raw`\k<${piece.slice(4, -1)}>`;
  if (piece.startsWith('(')) return piece === '(?<' ? piece : undefined;
  if (/^[{}\]]$/.test(piece)) return `\\${piece}`;
  return piece.replace(/(?<=.)\+$/, '');
}

/** The characters after a backslash that JavaScript knows, with or without the flag `u`. */
const OWN_ESCAPES = /^[dDwWsSbBfnrtvcxukpP0-9^$\\.*+?()[\]{}|/]$/;

const OWN_ESCAPES_IN_CLASS = /^[dDwWsSbfnrtvcxupP0-9^$\\.*+?()[\]{}|/-]$/;

/**
 * Writes an escape, without a needless backslash. Undefined for a letter with a meaning that JavaScript does not
 * have.
 */
function escapeOf(character: string, known: RegExp): string | undefined {
  if (known.test(character)) return `\\${character}`;
  return /[A-Za-z]/.test(character) ? undefined : character;
}

/** POSIX classes, written as ranges. */
const POSIX: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  punct: String.raw`!-\/:-@\[-\x60{-~`,
  space: String.raw`\s`,
  upper: 'A-Z',
  word: String.raw`\w`,
  xdigit: '0-9A-Fa-f',
};

/** Translates the members of a class. A `]` in first place is one of them. */
function inClass(members: string): string | undefined {
  let isReadable = true;
  const written = members
    .replace(/^(\^?)\]/, String.raw`$1\]`)
    .replace(/\\([\s\S])|\[:(\w+):\]/gu, (_, escaped?: string, name?: string) => {
      const text = escaped === undefined ? POSIX[name ?? ''] : inClassEscape(escaped);
      if (text === undefined) isReadable = false;
      return text ?? '';
    });
  return isReadable ? `[${written}]` : undefined;
}

function inClassEscape(escaped: string): string | undefined {
  return escaped === 'h' ? String.raw` \t` : escapeOf(escaped, OWN_ESCAPES_IN_CLASS);
}
