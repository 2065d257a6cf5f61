import type { Json } from './json.ts';
import { exactInteger } from './text/exact-number.ts';
import { endOfString } from './text/json-text.ts';

// JSON whose integers keep their digits: one whose digits a double would change is a `bigint`. Everything else is as in
// `JSON.parse` and `JSON.stringify`.

/** Matches texts with numbers that a double may not hold. Written out, V8 looks at every eighth character alone. */
const MANY_DIGITS = /\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d\d/;

/** True for a text with numbers that a double may not hold. */
export function mayNeedDigits(text: string): boolean {
  return MANY_DIGITS.test(text);
}

/** Parses a JSON text. @throws SyntaxError */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return mayNeedDigits(text) ? new Reader(text).value() : value;
}

/** Returns the value of a JSON text, or of one in UTF-8; undefined where it is none. */
export function exactJsonIn(text: string | Uint8Array): Json | undefined {
  try {
    return parseExactJson(typeof text === 'string' ? text : UTF8.decode(text)) as Json;
  } catch {
    return undefined;
  }
}

const UTF8 = new TextDecoder();

/** Writes a value as JSON; undefined for values that JSON cannot express, such as functions. */
export function writeExactJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof TypeError) || !/BigInt/.test(error.message)) throw error;
    return write(value);
  }
}

/** Writes a value as JSON, to compare or show it; `undefined` where JSON cannot express it. */
export function exactText(value: unknown): string {
  return writeExactJson(value) ?? 'undefined';
}

function write(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item) ?? 'null').join(',')}]`;
  const members = Object.entries(value).flatMap(([key, member]) => {
    const text = write(member);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${members.join(',')}}`;
}

/** Reads a text that is known to be JSON, and not nested too deeply for recursion. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): unknown {
    switch (this.#peek()) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      default:
        return exactValue(this.#word());
    }
  }

  #object(): object {
    const entries: [string, unknown][] = [];
    this.#at += 1;
    while (this.#peek() !== '}') {
      const key = this.#string();
      this.#skip(':');
      entries.push([key, this.value()]);
      this.#skip(',');
    }
    this.#at += 1;
    return Object.fromEntries(entries);
  }

  #array(): unknown[] {
    const found: unknown[] = [];
    this.#at += 1;
    while (this.#peek() !== ']') {
      found.push(this.value());
      this.#skip(',');
    }
    this.#at += 1;
    return found;
  }

  #string(): string {
    const start = this.#at;
    this.#at = endOfString(this.#text, start) + 1;
    return JSON.parse(this.#text.slice(start, this.#at)) as string;
  }

  /** Reads a number, `true`, `false` or `null`. */
  #word(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !',]} \t\r\n'.includes(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  /** Returns the next character that is not whitespace, without consuming it. */
  #peek(): string | undefined {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? '!')) this.#at += 1;
    return this.#text[this.#at];
  }

  #skip(character: string): void {
    if (this.#peek() === character) this.#at += 1;
    this.#peek();
  }
}

/** Returns the value of a JSON number, `true`, `false` or `null`. @throws SyntaxError */
export function exactValue(word: string): unknown {
  const value: unknown = JSON.parse(word);
  return typeof value === 'number' && /^-?\d+$/.test(word) ? exactInteger(word) : value;
}
