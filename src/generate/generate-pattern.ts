import type { Random } from '../base/random.ts';

/**
 * Generates a text that a regular expression matches, as far as it consists of classes, groups, choices and
 * repetitions. Look-around and back-references are ignored, so the caller has to validate the text.
 */
export function textMatching(pattern: string, random: Random): string {
  const parser = new PatternParser(pattern);
  const write = parser.choice();
  return write(random);
}

type Write = (random: Random) => string;

/** Limits repetitions beyond those that the pattern requires. */
const MAX_EXTRA = 3;

const DIGITS = '0123456789';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const WORD = `${LETTERS}${LETTERS.toUpperCase()}${DIGITS}_`;

const VISIBLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0' };

class PatternParser {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Parses `a|b|c`, up to a closing parenthesis or the end. */
  choice(): Write {
    const branches = [this.#sequence()];
    while (this.#take('|')) branches.push(this.#sequence());
    return (random) => (branches[random.below(branches.length)] ?? nothing)(random);
  }

  #sequence(): Write {
    const parts: Write[] = [];
    while (this.#position < this.#source.length && !'|)'.includes(this.#peek())) {
      parts.push(this.#repeated(this.#atom()));
    }
    return (random) => parts.map((part) => part(random)).join('');
  }

  #atom(): Write {
    const character = this.#next();
    switch (character) {
      case '^':
      case '$':
        return nothing;
      case '(':
        return this.#group();
      case '[':
        return this.#class();
      case '.':
        return oneOf(LETTERS);
      case '\\':
        return this.#escape();
      default:
        return () => character;
    }
  }

  /** Parses a group of any kind; look-around writes nothing. */
  #group(): Write {
    const isLook = /^\?<?[=!]/.test(this.#source.slice(this.#position));
    const opening = /^\?(?::|<[^=!>][^>]*>|<?[=!])/.exec(this.#source.slice(this.#position))?.[0] ?? '';
    this.#position += opening.length;
    const inside = this.choice();
    this.#take(')');
    return isLook ? nothing : inside;
  }

  #escape(): Write {
    const character = this.#next();
    const set = classOf(character);
    if (set !== undefined) return oneOf(set);
    if (character === 'b' || character === 'B') return nothing;
    return literal(this.#escaped(character));
  }

  /** Parses an escape, and returns its character. */
  #escaped(character: string): string {
    if (character === 'x') return this.#byCode(/^[0-9a-fA-F]{2}/);
    if (character === 'u') return this.#byCode(/^(?:\{[0-9a-fA-F]+\}|[0-9a-fA-F]{4})/);
    if (character === 'p' || character === 'P') {
      this.#position += /^\{[^}]*\}/.exec(this.#source.slice(this.#position))?.[0].length ?? 0;
      return 'a';
    }
    return CONTROLS[character] ?? character;
  }

  #byCode(digits: RegExp): string {
    const found = digits.exec(this.#source.slice(this.#position))?.[0] ?? '';
    this.#position += found.length;
    return String.fromCodePoint(Number.parseInt(found.replace(/[{}]/g, ''), 16) || 97);
  }

  #class(): Write {
    const isNegated = this.#take('^');
    let allowed = '';
    for (let isFirst = true; isFirst || this.#peek() !== ']'; isFirst = false) {
      if (this.#position >= this.#source.length) break;
      allowed += this.#classMember();
    }
    this.#take(']');
    if (!isNegated) return oneOf(allowed);
    const rest = Array.from(`${WORD}${VISIBLE}`).filter((character) => !allowed.includes(character));
    return oneOf(rest.join(''));
  }

  /** Parses one character, a class such as `\d`, or a range, and returns its characters. */
  #classMember(): string {
    const first = this.#next();
    const set = first === '\\' ? classOf(this.#peek()) : undefined;
    if (set !== undefined) {
      this.#next();
      return set;
    }
    const from = first === '\\' ? this.#escaped(this.#next()) : first;
    if (this.#peek() !== '-' || this.#source[this.#position + 1] === ']') return from;
    this.#next();
    const last = this.#next();
    return range(from, last === '\\' ? this.#escaped(this.#next()) : last);
  }

  #repeated(write: Write): Write {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#position));
    if (found === null) return write;
    this.#position += found[0].length;
    const [least, most] = bounds(found);
    return (random) => {
      const count = least + random.below(most - least + 1);
      return Array.from({ length: count }, () => write(random)).join('');
    };
  }

  #peek(): string {
    return this.#source[this.#position] ?? '';
  }

  #next(): string {
    const character = this.#peek();
    this.#position += 1;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#position += 1;
    return true;
  }
}

function bounds([, sign, least = '', comma, most = '']: RegExpExecArray): readonly [number, number] {
  switch (sign) {
    case '*':
      return [0, MAX_EXTRA];
    case '+':
      return [1, 1 + MAX_EXTRA];
    case '?':
      return [0, 1];
    default: {
      const from = Math.min(Number(least), 10_000);
      if (comma === '') return [from, from];
      return [
        from,
        most === '' ? from + MAX_EXTRA : Math.min(Math.max(Number(most), from), from + MAX_EXTRA),
      ];
    }
  }
}

const nothing: Write = () => '';

function literal(text: string): Write {
  return () => text;
}

function oneOf(characters: string): Write {
  const list = Array.from(characters);
  return (random) => list[random.below(list.length)] ?? '';
}

/** Returns characters of `\d`, `\w`, `\s` and their opposites; undefined for other escapes. */
function classOf(character: string): string | undefined {
  switch (character) {
    case 'd':
      return DIGITS;
    case 'w':
      return WORD;
    case 's':
      return ' ';
    case 'D':
    case 'S':
      return LETTERS;
    case 'W':
      return '-.!';
    default:
      return undefined;
  }
}

function range(from: string, to: string): string {
  const [first = 97, last = 122] = [from.codePointAt(0), to.codePointAt(0)];
  const length = Math.min(Math.max(last - first + 1, 1), 512);
  return Array.from({ length }, (_, index) => String.fromCodePoint(first + index)).join('');
}
