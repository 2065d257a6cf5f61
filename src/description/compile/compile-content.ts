import { escapeToken } from '../../base/json-pointer.ts';
import { isObject, items, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { once } from '../../base/memoise.ts';
import { resolveObject } from '../document/resolve-reference.ts';
import type { Encoding, Header, MediaType, PartEncodings, Styling } from '../model/media-type-object.ts';
import type { Schema } from '../schemas/schema.ts';
import { examplesOf, writtenValue } from './compile-examples.ts';
import { isGatewayStream } from './gateway-stream.ts';
import { itemStylesOf, styleOf } from './parameter-style.ts';

/** Compiles the entries of a `content` object, in their order. */
export function compileContent(
  document: JsonObject,
  content: Json | undefined,
  pointer: string,
): readonly MediaType[] {
  return members(content).flatMap(([range, node]) => {
    const found = resolveObject(document, node, `${pointer}/${escapeToken(range)}`);
    if (found === undefined) return [];
    const schema = schemaAt(found.node, found.pointer);
    const isStream = isGatewayStream(document, range, schema);
    return [
      {
        range,
        schema: isStream ? undefined : schema,
        itemSchema: isStream ? schema : schemaAt(found.node, found.pointer, 'itemSchema'),
        ...(isStream && { syntax: 'jsonLines' as const }),
        examples: examplesOf(document, found.node, found.pointer, schema, (text) =>
          writtenValue(text, range),
        ),
        ...compileEncodings(document, found.node, found.pointer),
        pointer: found.pointer,
      },
    ];
  });
}

/** Compiles a map of headers, in its order, without `Content-Type`. */
export function compileHeaders(
  document: JsonObject,
  headers: Json | undefined,
  pointer: string,
): readonly Header[] {
  return members(headers).flatMap(([name, node]) => {
    if (name.toLowerCase() === 'content-type') return [];
    const found = resolveObject(document, node, `${pointer}/${escapeToken(name)}`);
    if (found === undefined) return [];
    const content = compileContent(document, found.node['content'], `${found.pointer}/content`)[0];
    const schema = schemaAt(found.node, found.pointer) ?? content?.schema;
    const own = content === undefined ? schema : undefined;
    const examples = examplesOf(document, found.node, found.pointer, own, (text) => text);
    return [
      {
        name,
        required: found.node['required'] === true,
        style: styleOf(found.node, 'header'),
        explode: found.node['explode'] === true,
        allowReserved: false,
        itemStyles: itemStylesOf(found.node),
        content,
        schema: schema ?? { definition: true, pointer: found.pointer },
        pointer: found.pointer,
        examples: examples.length > 0 ? examples : (content?.examples ?? []),
      },
    ];
  });
}

/**
 * Compiles the encodings of a Media Type Object, or of an Encoding Object whose part has parts itself (OpenAPI 3.2).
 */
function compileEncodings(document: JsonObject, node: JsonObject, pointer: string): PartEncodings {
  const encoding = members(node['encoding']).flatMap(([name, one]): [string, Encoding][] =>
    isObject(one) ? [[name, compileEncoding(document, one, `${pointer}/encoding/${escapeToken(name)}`)]] : [],
  );
  const prefix = node['prefixEncoding'];
  const item = node['itemEncoding'];
  return {
    encoding: new Map(encoding),
    prefixEncoding: Array.isArray(prefix)
      ? items(prefix).map((one, index) =>
          compileEncoding(document, isObject(one) ? one : {}, `${pointer}/prefixEncoding/${index}`),
        )
      : undefined,
    itemEncoding: isObject(item) ? compileEncoding(document, item, `${pointer}/itemEncoding`) : undefined,
  };
}

/** Compiles an Encoding Object; its headers on first use. */
function compileEncoding(document: JsonObject, node: JsonObject, pointer: string): Encoding {
  const headers = once(() => compileHeaders(document, node['headers'], `${pointer}/headers`));
  return {
    contentType: stringMember(node, 'contentType'),
    styling: stylingOf(node),
    itemStyles: itemStylesOf(node),
    get headers() {
      return headers();
    },
    parts: compileEncodings(document, node, pointer),
  };
}

/** Returns the styling of an Encoding Object; undefined where it has none of `style`, `explode` and `allowReserved`. */
function stylingOf(node: JsonObject): Styling | undefined {
  const { style, explode, allowReserved } = node;
  if (style === undefined && explode === undefined && allowReserved === undefined) return undefined;
  return {
    style: styleOf(node, 'query'),
    explode: typeof explode === 'boolean' ? explode : typeof style !== 'string' || style === 'form',
    allowReserved: allowReserved === true,
  };
}

/** Returns the schema under a keyword. Its `$ref` is kept, since validators follow it. */
export function schemaAt(
  node: JsonObject,
  pointer: string,
  keyword: 'schema' | 'itemSchema' = 'schema',
): Schema | undefined {
  const definition = node[keyword];
  if (!isObject(definition) && typeof definition !== 'boolean') return undefined;
  return { definition, pointer: `${pointer}/${keyword}` };
}
