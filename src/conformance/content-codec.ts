import type { MediaType } from '../spec/media-type-object.ts';
import type { ValueShape } from '../spec/value-shape.ts';
import type { Escaping } from './escaping.ts';
import { givenTwice, MalformedText } from './malformed-text.ts';
import { isJson, parseMediaType } from './media-type.ts';
import { nameOf } from './pairs-codec.ts';
import type { RawPair } from './raw-parameters.ts';
import { readText, writeText } from './text-codec.ts';

/**
 * A parameter described by `content` (OpenAPI 3.1, "Fixed Fields for use with content"): its text as that media
 * type. JSON is written in ASCII, which header fields can carry too.
 */
export function encodeContent(value: unknown, content: MediaType): string {
  if (!isJsonContent(content)) return writeText(value);
  return JSON.stringify(value).replace(
    /[^\0-\x7E]/g,
    (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'),
  );
}

/** Media types other than JSON are read as text. @throws MalformedText */
export function decodeContent(text: string, content: MediaType, shape: ValueShape): unknown {
  if (!isJsonContent(content)) return readText(text, shape);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new MalformedText('json', 'must be JSON');
  }
}

/** The same of the pair with that name, if there is one. @throws MalformedText */
export function decodeContentPair(
  pairs: readonly RawPair[],
  { name, escaping }: { readonly name: string; readonly escaping: Escaping },
  content: MediaType,
  shape: ValueShape,
): { readonly value: unknown } | undefined {
  const [pair, ...others] = pairs.filter((candidate) => nameOf(candidate, escaping) === name);
  if (pair === undefined) return undefined;
  if (others.length > 0) throw givenTwice();
  return { value: decodeContent(escaping.decode(pair.value), content, shape) };
}

function isJsonContent(content: MediaType): boolean {
  const range = parseMediaType(content.range);
  return range !== undefined && isJson(range);
}
