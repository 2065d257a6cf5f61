import { exactJsonIn } from '../../base/exact-json.ts';
import { isObject } from '../../base/json.ts';
import { percentDecoded } from '../../base/percent-decode.ts';
import { readCredential } from '../credential.ts';
import type { Description } from '../../description/model/description.ts';
import type { RawRequest, RawResponse } from '../../http/message.ts';
import { parseCookies, parseQuery } from '../../http/raw-parameters.ts';
import { queryOf } from '../../http/request-target.ts';
import { MASK, SECRET_FIELDS } from './har-entry.ts';
import { MIN_LENGTH, SecretForms } from './secret-forms.ts';

/** The names of members and parameters whose values are secrets. */
const SECRET_NAME = /pass(?:word|wd|phrase)|^pwd$|secret|token|credential|api[-_]?key/i;

/** So many values are known at most; those that came first are forgotten. */
const MOST_VALUES = 10_000;

/** Those that are forgotten are masked until so many of them are. */
const MOST_FORGOTTEN = 1_000;

/** Knows the secrets that requests and responses have had, and masks them wherever they stand afterwards. */
export class SecretValues {
  readonly #descriptions: () => readonly Description[];
  readonly #standInFor: ((secret: string) => string) | undefined;
  readonly #known = new Set<string>();
  #forms = new SecretForms();
  #forgotten = 0;

  /** `standInFor`: returns what stands in the place of a secret. Default: `***`. */
  constructor(descriptions: () => readonly Description[], standInFor?: (secret: string) => string) {
    this.#descriptions = descriptions;
    this.#standInFor = standInFor;
  }

  /** Learns the secrets of an exchange. */
  learn(request: RawRequest, { headers, body }: RawResponse): void {
    const schemes = this.#descriptions().flatMap(({ securitySchemes }) => securitySchemes);
    for (const scheme of schemes) {
      const value = readCredential(request, scheme);
      if (value === undefined) continue;
      this.add(value);
      if (scheme.carrier.kind === 'basic') this.add(value.slice(value.indexOf(':') + 1));
    }
    for (const fields of [request.headers, headers]) {
      for (const name of SECRET_FIELDS)
        for (const line of [fields[name] ?? []].flat()) this.#addField(name, line);
    }
    for (const { name, value } of parseQuery(queryOf(request.target))) this.#addNamed(name, decoded(value));
    for (const one of [request.body, body])
      if (typeof one === 'string' || one instanceof Uint8Array) this.#learnBody(one);
  }

  /** Returns the text without secrets. */
  mask(text: string): string {
    return this.#known.size === 0 ? text : this.#forms.replacedIn(text);
  }

  /** Learns one secret. */
  add(value: string): void {
    if (value.length < MIN_LENGTH || this.#known.has(value)) return;
    this.#known.add(value);
    this.#addForms(value);
    const [oldest] = this.#known;
    if (this.#known.size <= MOST_VALUES || oldest === undefined) return;
    this.#known.delete(oldest);
    this.#forgotten += 1;
    if (this.#forgotten > MOST_FORGOTTEN) this.#forgetForms();
  }

  #forgetForms(): void {
    this.#forms = new SecretForms();
    this.#forgotten = 0;
    for (const value of this.#known) this.#addForms(value);
  }

  #addForms(value: string): void {
    this.#forms.add(
      value,
      this.#standInFor === undefined ? { text: MASK } : { value: this.#standInFor(value) },
    );
  }

  /** Adds what follows the name of a scheme, or the values of cookies; not what `Set-Cookie` says of its cookie. */
  #addField(name: string, line: string): void {
    if (name.endsWith('authorization')) return this.add(line.replace(/^\S+\s+/, ''));
    const cookies = name === 'set-cookie' ? parseCookies(line).slice(0, 1) : parseCookies(line);
    for (const { name: text, value, bare } of cookies) this.add(bare === true ? text : value);
  }

  #addNamed(name: string, value: unknown): void {
    if (typeof value === 'string' && SECRET_NAME.test(decoded(name))) this.add(value);
  }

  #learnBody(body: Uint8Array | string): void {
    if (body.length === 0) return;
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    const value = exactJsonIn(text);
    if (value !== undefined) return this.#learnMembers(value);
    if (/^[\w.%+*~-]+=/.test(text)) {
      for (const pair of parseQuery(text)) this.#addNamed(pair.name, decoded(pair.value));
    }
    for (const { name, value: written } of namedTexts(text)) this.#addNamed(name, written);
  }

  #learnMembers(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) this.#learnMembers(item);
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        this.#addNamed(name, member);
        this.#learnMembers(member);
      }
    }
  }
}

function decoded(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '));
}

/** Finds names with their texts in what is no JSON as a whole, such as a part of it, lines of it, multipart or XML. */
function namedTexts(text: string): readonly { readonly name: string; readonly value: string }[] {
  if (!SECRET_NAME.test(text)) return [];
  return NAMED_TEXTS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name = '', value = '']) => ({ name, value: unescaped(value) })),
  );
}

const NAMED_TEXTS = [
  /"([^"\\\n]{1,100})"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.)*)/g,
  /\bname="?([^"\s;]{1,100})"?[^\n]{0,200}\r?\n(?:[\w-]{1,100}:[^\n]{0,500}\r?\n){0,9}\r?\n([^\r\n]*)/gi,
  /<([\w:.-]{1,100})[^<>]{0,500}>([^<]*)/g,
];

function unescaped(text: string): string {
  const value = exactJsonIn(`"${text}"`);
  return typeof value === 'string' ? value : text;
}
