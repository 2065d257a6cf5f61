import { exactJsonIn } from '../../base/exact-json.ts';
import { escapeToken } from '../../base/json-pointer.ts';
import { member, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { resolveReference, tryResolveObject } from '../document/resolve-reference.ts';
import type { Example } from '../model/example.ts';
import { isJsonRange } from '../model/media-type-object.ts';
import type { Schema } from '../schemas/schema.ts';

/**
 * Returns `examples`, or else `example`, or else the schema's own examples. An `externalValue` is not fetched.
 * `read`: reads a `serializedValue` (OpenAPI 3.2, Example Object); by default it is left out.
 */
export function examplesOf(
  document: JsonObject,
  node: JsonObject,
  pointer: string,
  schema: Schema | undefined,
  read: (text: string) => Json | undefined = () => undefined,
): readonly Example[] {
  const named = members(node['examples']).flatMap(([name, example]): Example[] => {
    const found = tryResolveObject(document, example, `${pointer}/examples/${escapeToken(name)}`);
    if (found === undefined) return [];
    const key = ['value', 'dataValue'].find((one) => member(found.node, one) !== undefined);
    const value = key === undefined ? readExample(found.node, read) : member(found.node, key);
    return value === undefined
      ? []
      : [{ name, value, pointer: `${found.pointer}/${key ?? 'serializedValue'}` }];
  });
  if (named.length > 0) return named;
  const lone = node['example'];
  if (lone !== undefined) return [{ name: 'default', value: lone, pointer: `${pointer}/example` }];
  return schema === undefined ? [] : schemaExamples(document, schema);
}

function readExample(example: JsonObject, read: (text: string) => Json | undefined): Json | undefined {
  const text = stringMember(example, 'serializedValue');
  return text === undefined ? undefined : read(text);
}

/** Reads the `serializedValue` of a body: JSON is parsed, the text of any other media type is the encoded body. */
export function writtenValue(text: string, range: string): Json | undefined {
  return isJsonRange(range) ? exactJsonIn(text) : text;
}

function schemaExamples(document: JsonObject, schema: Schema): readonly Example[] {
  if (typeof schema.definition === 'boolean') return [];
  const { node, pointer } = resolveReference(document, schema.definition, schema.pointer);
  const list = member(node, 'examples');
  if (Array.isArray(list)) {
    return (list as readonly Json[]).map((value, index) => ({
      name: String(index),
      value,
      pointer: `${pointer}/examples/${index}`,
    }));
  }
  const lone = member(node, 'example');
  return lone === undefined ? [] : [{ name: 'default', value: lone, pointer: `${pointer}/example` }];
}
