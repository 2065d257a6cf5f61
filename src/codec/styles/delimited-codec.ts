import type { ValueShape } from '../../description/schemas/value-shape.ts';
import { MalformedText } from '../../http/malformed-text.ts';
import { PLAIN, VERBATIM, type Escaping } from '../../http/percent-encoding.ts';
import { parsePair } from '../../http/raw-parameters.ts';
import {
  isComposite,
  readArray,
  readObject,
  readPrimitive,
  readText,
  writeText,
  writtenMembers,
} from './value-text.ts';

/**
 * How a value is written as one text: an array as `blue,black`, an object as `R,100,G,200`, or `R=100,G=200`
 * exploded.
 */
export interface Delimited {
  readonly delimiter: string;
  readonly explode: boolean;
  readonly escaping: Escaping;
}

export function encodeDelimited(value: unknown, { delimiter, explode, escaping }: Delimited): string {
  if (!isComposite(value)) return escaping.encode(writeText(value));
  const piece = (part: unknown): string => escaping.encodePiece(writeText(part));
  const between = isWrittenUnescaped(delimiter) ? delimiter : escaping.encodePiece(delimiter);
  if (Array.isArray(value)) return value.map(piece).join(between);
  return writtenMembers(value)
    .map(([name, member]) => `${piece(name)}${explode ? '=' : between}${piece(member)}`)
    .join(between);
}

/** Other delimiters (space, tab, pipe) are percent-encoded, like the same characters within the items. */
function isWrittenUnescaped(delimiter: string): boolean {
  return delimiter === ',' || delimiter === '.';
}

/**
 * Reads an array or object where the shape allows nothing else, and otherwise where the text looks like one.
 * @throws MalformedText
 */
export function decodeDelimited(text: string, rule: Delimited, shape: ValueShape): unknown {
  const { delimiter, escaping } = rule;
  if (!isWrittenUnescaped(delimiter) && escaping !== VERBATIM && escaping !== PLAIN) {
    return decodeDelimited(escaping.decode(text), { ...rule, escaping: VERBATIM }, shape);
  }
  const pieces = withDelimiters(text, delimiter, shape).split(delimiter);
  if (isObjectText(pieces, rule, shape)) {
    return readObject(text === '' ? [] : entriesOf(pieces, rule), shape);
  }
  if (isArrayText(pieces, escaping.decode(text), shape)) {
    return readArray(
      pieces.map((piece) => escaping.decode(piece)),
      shape,
    );
  }
  return readText(escaping.decode(text), shape);
}

/** Accepts `%2C` between items, which many clients write, where no item can contain a comma. */
function withDelimiters(text: string, delimiter: string, shape: ValueShape): string {
  if (delimiter !== ',' || !shape.allowsArray || !shape.isKnown || canContainCommas(shape)) return text;
  return canContainCommas(shape.item(0)) || shape.item(0).allowsArray || shape.item(0).allowsObject
    ? text
    : text.replaceAll(/%2c/gi, ',');
}

function canContainCommas(shape: ValueShape): boolean {
  return shape.primitives.includes('string') || shape.allowsObject;
}

function isObjectText(pieces: readonly string[], rule: Delimited, shape: ValueShape): boolean {
  if (!shape.isKnown || !shape.allowsObject) return false;
  if (!shape.allowsArray && shape.primitives.length === 0) return true;
  if (rule.explode) return pieces.every((piece) => piece.includes('='));
  if (pieces.length % 2 !== 0) return false;
  const names = pieces.filter((_, index) => index % 2 === 0).map((piece) => rule.escaping.decode(piece));
  return !shape.allowsArray || names.every((name) => shape.propertyNames.includes(name));
}

function isArrayText(pieces: readonly string[], text: string, shape: ValueShape): boolean {
  if (!shape.isKnown || !shape.allowsArray) return false;
  return pieces.length > 1 || readPrimitive(text, shape) === undefined;
}

function entriesOf(
  pieces: readonly string[],
  { delimiter, explode, escaping }: Delimited,
): [string, string][] {
  if (explode) {
    return pieces.map(parsePair).map(({ name, value, bare }) => {
      if (bare === true) throw wrongNotation(`name=value${delimiter}…`);
      return [escaping.decode(name), escaping.decode(value)];
    });
  }
  if (pieces.length % 2 !== 0) throw wrongNotation(`name${delimiter}value${delimiter}…`);
  const texts = pieces.map((piece) => escaping.decode(piece));
  return texts.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, texts[index + 1] ?? '']] : [],
  );
}

function wrongNotation(form: string): MalformedText {
  return new MalformedText('style', `must be written as ${form}`);
}
