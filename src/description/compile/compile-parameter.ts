import { escapeToken } from '../../base/json-pointer.ts';
import { items, member, stringMember, type JsonObject } from '../../base/json.ts';
import { isOpenApi } from '../document/openapi-version.ts';
import { resolveObject, resolveReference } from '../document/resolve-reference.ts';
import type { MediaType, Serialisation } from '../model/media-type-object.ts';
import type { Parameter, ParameterLocation } from '../model/parameter.ts';
import { sourceOf, type Source } from '../model/source.ts';
import type { Schema } from '../schemas/schema.ts';
import { compileContent, schemaAt } from './compile-content.ts';
import { examplesOf } from './compile-examples.ts';
import { itemStylesOf, styleOf } from './parameter-style.ts';

/** The header parameters that are ignored, since they are described elsewhere (OpenAPI 3.1, Parameter Object). */
const RESERVED_HEADERS = ['accept', 'content-type', 'authorization'];

const URL_ENCODED = /^application\/x-www-form-urlencoded\b/i;

/**
 * Compiles the path item's parameters, each overridden by the operation's of the same name and location, then the
 * others.
 */
export function compileParameters(
  document: JsonObject,
  pathItem: JsonObject,
  pathItemPointer: string,
  operation: JsonObject,
  operationPointer: string,
  source: Source,
): readonly Parameter[] {
  const shared = parametersOf(document, pathItem, pathItemPointer, source);
  const own = parametersOf(document, operation, operationPointer, source);
  const merged = new Map([...shared, ...own].map((found) => [`${found.location} ${found.name}`, found]));
  return [...merged.values()];
}

/** Returns the parameter of a path that nothing describes: any text. Its provenance is inferred. */
export function undescribedParameter(
  document: JsonObject,
  name: string,
  operationPointer: string,
  source: Source,
): Parameter {
  const pointer = `${operationPointer}/parameters/${escapeToken(name)}`;
  return {
    name,
    location: 'path',
    required: true,
    allowEmptyValue: false,
    ...serialisationOf(document, {}, 'path', undefined),
    schema: { definition: { type: 'string' }, pointer: `${pointer}/schema` },
    pointer,
    source: { ...source, provenance: 'inferred' },
    default: undefined,
    examples: [],
  };
}

function parametersOf(document: JsonObject, owner: JsonObject, pointer: string, source: Source): Parameter[] {
  return items(owner['parameters']).flatMap((node, index) => {
    const found = resolveObject(document, node, `${pointer}/parameters/${index}`);
    const parameter =
      found && compileParameter(document, found.node, found.pointer, sourceOf(found.node, source));
    return parameter === undefined ? [] : [parameter];
  });
}

function compileParameter(
  document: JsonObject,
  node: JsonObject,
  pointer: string,
  source: Source,
): Parameter | undefined {
  const name = stringMember(node, 'name');
  const location = node['in'] === 'querystring' ? 'query' : node['in'];
  if (name === undefined || !isLocation(location)) return undefined;
  if (location === 'header' && RESERVED_HEADERS.includes(name.toLowerCase())) return undefined;
  const content = compileContent(document, node['content'], `${pointer}/content`)[0];
  const schema = schemaAt(node, pointer) ?? content?.schema;
  return {
    name,
    location,
    required: location === 'path' || node['required'] === true,
    allowEmptyValue: location === 'query' && node['allowEmptyValue'] === true,
    ...serialisationOf(document, node, location, content),
    schema: schema ?? { definition: true, pointer },
    pointer,
    source,
    default: defaultOf(document, schema),
    examples: content?.examples ?? examplesOf(document, node, pointer, schema),
  };
}

/** Compiles how a parameter is written. Before OpenAPI 3.2, `allowReserved` applies to queries only. */
function serialisationOf(
  document: JsonObject,
  node: JsonObject,
  location: ParameterLocation,
  content: MediaType | undefined,
): Serialisation {
  const style = styleOf(node, location);
  const explode =
    typeof node['explode'] === 'boolean' ? node['explode'] : style === 'form' || style === 'cookie';
  const mayBeReserved = location === 'query' || isOpenApi(document, '3.2');
  const allowReserved = mayBeReserved && node['allowReserved'] === true;
  const isWholeQuery = node['in'] === 'querystring';
  // a form that is the whole query is an object whose members are the parameters
  if (isWholeQuery && URL_ENCODED.test(content?.range ?? '')) {
    return { style, explode: true, allowReserved, content: undefined };
  }
  return { style, explode, allowReserved, content, isWholeQuery, itemStyles: itemStylesOf(node) };
}

function defaultOf(document: JsonObject, schema: Schema | undefined): unknown {
  if (schema === undefined || typeof schema.definition === 'boolean') return undefined;
  const own = member(schema.definition, 'default');
  return own ?? member(resolveReference(document, schema.definition, schema.pointer).node, 'default');
}

function isLocation(value: unknown): value is ParameterLocation {
  return value === 'path' || value === 'query' || value === 'header' || value === 'cookie';
}
