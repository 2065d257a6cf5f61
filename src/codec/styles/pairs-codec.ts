import { groupBy } from '../../base/group-by.ts';
import { ANY_SHAPE, type ValueShape } from '../../description/schemas/value-shape.ts';
import { givenTwice, MalformedText } from '../../http/malformed-text.ts';
import type { Escaping } from '../../http/percent-encoding.ts';
import type { RawPair } from '../../http/raw-parameters.ts';
import { decodeDelimited, encodeDelimited } from './delimited-codec.ts';
import type { Delimiter } from './style-delimiter.ts';
import { isComposite, readArray, readTexts, writeText, writtenMembers } from './value-text.ts';

/** How a value is written as names with values, in queries, cookies, matrix paths and form bodies. */
export interface Pairs {
  readonly name: string;
  /** Separates the parts of one value, without `explode`. */
  readonly delimiter: Delimiter;
  readonly explode: boolean;
  readonly escaping: Escaping;
  /** Names of other parameters, which an object with arbitrary properties does not claim. */
  readonly declared: ReadonlySet<string>;
}

/**
 * Writes the pairs: none for an empty array or object (RFC 6570, section 3.2.1), several for a member that is an
 * array.
 */
export function encodePairs(value: unknown, rule: Pairs): RawPair[] {
  const { name, explode, escaping } = rule;
  const pair = (key: string, text: string): RawPair => ({ name: escaping.encodePiece(key), value: text });
  if (!isComposite(value)) return [pair(name, escaping.encode(writeText(value)))];
  const explodedPairs = (key: string, member: unknown): RawPair[] =>
    (Array.isArray(member) ? member : [member]).map((item) => pair(key, escaping.encode(writeText(item))));
  if (explode) {
    if (Array.isArray(value)) return explodedPairs(name, value);
    return writtenMembers(value).flatMap(([key, member]) => explodedPairs(key, member));
  }
  const isEmpty = (Array.isArray(value) ? value : writtenMembers(value)).length === 0;
  return isEmpty ? [] : [pair(name, encodeDelimited(value, rule))];
}

/** Reads a value; undefined where none of the pairs belongs to it. @throws MalformedText */
export function decodePairs(
  pairs: readonly RawPair[],
  rule: Pairs,
  shape: ValueShape,
): { readonly value: unknown } | undefined {
  const own = pairs.filter((pair) => nameOf(pair, rule.escaping) === rule.name);
  if (!rule.explode) return own.length === 0 ? undefined : { value: decodeJoined(own, rule, shape) };
  const isObjectOnly = shape.allowsObject && !shape.allowsArray && shape.primitives.length === 0;
  if (shape.allowsObject && (isObjectOnly || own.length === 0)) {
    const found = decodeProperties(pairs, rule, shape);
    if (found !== undefined || isObjectOnly) return found;
  }
  if (own.length === 0) return undefined;
  return {
    value: readTexts(
      own.map((pair) => rule.escaping.decode(pair.value)),
      shape,
    ),
  };
}

/** Reads a value without `explode`. A name that is repeated all the same gives the items, if none is a list itself. */
function decodeJoined(own: readonly RawPair[], { delimiter, escaping }: Pairs, shape: ValueShape): unknown {
  const [first] = own;
  if (first === undefined || own.length > 1) {
    const texts = own.map((pair) => (delimiter === ',' ? pair.value : escaping.decode(pair.value)));
    if (!shape.allowsArray || texts.some((text) => text.includes(delimiter))) throw givenTwice();
    return readArray(
      own.map((pair) => escaping.decode(pair.value)),
      shape,
    );
  }
  return decodeDelimited(first.value, { delimiter, explode: false, escaping }, shape);
}

/**
 * Reads an object from the pairs that its shape names or, where it allows any property, that no other parameter
 * claims.
 */
function decodeProperties(
  pairs: readonly RawPair[],
  { escaping, declared }: Pairs,
  shape: ValueShape,
): { readonly value: object } | undefined {
  const isOwn = (name: string) =>
    (shape.propertyNames.includes(name) || !isDeclared(name, declared)) && shape.property(name) !== undefined;
  const own = pairs
    .map((pair) => ({ name: nameOf(pair, escaping), value: pair.value }))
    .filter(({ name }) => isOwn(name));
  if (own.length === 0) return undefined;
  const entries = [...groupBy(own, ({ name }) => name)].map(([name, named]): [string, unknown] => [
    name,
    readTexts(
      named.map(({ value }) => escaping.decode(value)),
      shape.property(name) ?? ANY_SHAPE,
    ),
  ]);
  return { value: Object.fromEntries(entries) };
}

/** True for declared names, and for `filter[a]` where `filter` is declared. */
function isDeclared(name: string, declared: ReadonlySet<string>): boolean {
  return declared.has(name) || declared.has(name.replace(/\[.*$/s, ''));
}

/** Decodes the name of a pair; returns it unchanged where its encoding is broken. */
export function nameOf(pair: RawPair, escaping: Escaping): string {
  try {
    return escaping.decode(pair.name);
  } catch (error) {
    if (error instanceof MalformedText) return pair.name;
    throw error;
  }
}
