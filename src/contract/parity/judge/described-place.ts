import { formatPointer } from '../../../base/json-pointer.ts';
import { items, member, type Json, type JsonObject } from '../../../base/json.ts';
import { tryResolveObject } from '../../../description/document/resolve-reference.ts';
import type { Response } from '../../../description/model/operation.ts';
import { ANY } from '../compare/response-shape.ts';

/** Where a description speaks of a part of a response. */
export interface DescribedPlace {
  /** JSON Pointer into the description: of the part, else of what it would be in. */
  readonly pointer: string;
  /** True where it is in one of several alternatives, of which each side may have chosen another. */
  readonly hasAlternatives: boolean;
}

/** Returns where a description speaks of the part of a response at a path. `range`: the media type of the body. */
export function describedPlace(
  document: JsonObject,
  response: Response,
  path: readonly string[],
  range: string | undefined,
): DescribedPlace {
  const [part, name = ''] = path;
  const found = (pointer: string | undefined) => ({
    pointer: pointer ?? response.pointer,
    hasAlternatives: false,
  });
  if (part === 'header') return found(response.headers.find((header) => header.name === name)?.pointer);
  if (part === 'mediaType') return found(response.content.find((one) => one.range === name)?.pointer);
  const schema = response.content.find((one) => one.range === range)?.schema;
  if (schema === undefined || typeof schema.definition === 'boolean') return found(response.pointer);
  return inSchema(document, { node: schema.definition, pointer: schema.pointer }, path.slice(1));
}

interface SchemaNode {
  readonly node: Json;
  readonly pointer: string;
}

function inSchema(document: JsonObject, start: SchemaNode, path: readonly string[]): DescribedPlace {
  let at = resolved(document, start);
  let hasAlternatives = isChoice(at);
  for (const key of path) {
    const next = memberOf(document, at, key);
    if (next === undefined) return { pointer: at.pointer, hasAlternatives };
    at = next;
    hasAlternatives ||= isChoice(at);
  }
  return { pointer: at.pointer, hasAlternatives };
}

/** Returns the schema of a member, be it in one of those that `allOf` has. */
function memberOf(document: JsonObject, { node, pointer }: SchemaNode, key: string): SchemaNode | undefined {
  const own =
    key === ANY
      ? [member(node, 'items'), member(node, 'additionalProperties')]
      : [member(member(node, 'properties'), key)];
  const place = key === ANY ? (own[0] === undefined ? '/additionalProperties' : '/items') : undefined;
  const found = own.find((one) => one !== undefined);
  if (found !== undefined)
    return resolved(document, {
      node: found,
      pointer: `${pointer}${place ?? formatPointer(['properties', key])}`,
    });
  for (const [index, branch] of items(member(node, 'allOf')).entries()) {
    const within = resolved(document, { node: branch, pointer: `${pointer}/allOf/${index}` });
    const deeper = memberOf(document, within, key);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

function resolved(document: JsonObject, { node, pointer }: SchemaNode): SchemaNode {
  return tryResolveObject(document, node, pointer) ?? { node, pointer };
}

function isChoice({ node }: SchemaNode): boolean {
  return [...items(member(node, 'oneOf')), ...items(member(node, 'anyOf'))].length > 1;
}
