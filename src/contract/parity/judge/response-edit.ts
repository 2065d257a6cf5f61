import type { JsonObject } from '../../../base/json.ts';
import type { Operation, Response } from '../../../description/model/operation.ts';
import { isAddressable, isSwagger } from './overlay-place.ts';
import { ANY } from '../compare/response-shape.ts';
import type { ShapeDifference } from '../compare/compare-shapes.ts';

/** A correction of a Response Object. */
export type ResponseEdit = {
  /** JSON Pointer to what is replaced: the operation's entry for the status, or a shared Response Object. */
  readonly at: string;
  readonly response: Response;
} & (
  | { readonly kind: 'removeResponse' }
  | { readonly kind: 'requireHeader' | 'removeHeader'; readonly name: string }
  | { readonly kind: 'removeMediaType'; readonly range: string }
  /** A schema that bodies of the media type fit as well. */
  | { readonly kind: 'refine'; readonly range: string; readonly refinement: JsonObject }
);

/**
 * Returns the correction that makes a description say what the target does; undefined where there is none. `isShared`: true
 * where the target does so in all responses that the Response Object describes.
 */
export function shapeEdit(
  difference: ShapeDifference,
  document: JsonObject,
  isShared: boolean,
): ResponseEdit | undefined {
  const { shape, path, lacking, pair } = difference;
  const { operation, response } = shape;
  if (!isAddressable(document, operation, response)) return undefined;
  const at = isShared ? response.pointer : entryOf(operation, shape.status);
  const [part, name = '', ...rest] = path;
  // Swagger 2.0 has media types for all responses of an operation alone, and no header field that has to be there
  const isOfOpenApi3 = !isSwagger(document);
  if (part === 'header') {
    if (lacking === 'target') return { at, response, kind: 'removeHeader', name };
    return isOfOpenApi3 && difference.isConstant ? { at, response, kind: 'requireHeader', name } : undefined;
  }
  if (part === 'mediaType') {
    const isTooMuch = isOfOpenApi3 && lacking === 'target';
    return isTooMuch ? { at, response, kind: 'removeMediaType', range: name } : undefined;
  }
  const range = pair.target.validation?.mediaType?.range;
  const refinement = bodyRefinement(difference, document);
  if (range === undefined || refinement === undefined) return undefined;
  return {
    at,
    response,
    kind: 'refine',
    range,
    refinement: nested(path.slice(1, rest.length + 1), refinement),
  };
}

/** Returns the JSON Pointer to the entry of an operation for a status, which `4XX` or `default` may stand for until now. */
export function entryOf({ pointer }: Operation, status: number): string {
  return `${pointer}/responses/${status}`;
}

/** Returns a schema of the object that holds the member; undefined where the difference has none. */
function bodyRefinement(difference: ShapeDifference, document: JsonObject): JsonObject | undefined {
  const { path, lacking, isConstant, types } = difference;
  const name = path.at(-1);
  if (name === undefined || name === ANY || path.length < 2) return undefined;
  if (lacking === 'target') return { properties: { [name]: isOld(document) ? { not: {} } : false } };
  const schema = schemaOfTypes(types.target, document);
  return { properties: { [name]: schema }, ...(lacking === 'mock' && isConstant && { required: [name] }) };
}

/** Returns a schema of these JSON types, as the version of the description writes it. */
function schemaOfTypes(types: readonly string[], document: JsonObject): JsonObject {
  const plain = types.filter((type) => type !== 'null');
  const hasNull = plain.length < types.length;
  const [first, ...others] = plain;
  if (!isOld(document)) return types.length === 1 ? { type: types[0] ?? 'null' } : { type: [...types] };
  if (first === undefined) return { nullable: true, enum: [null] };
  if (others.length === 0) return { type: first, ...(hasNull && { nullable: true }) };
  return { anyOf: plain.map((type) => ({ type, ...(hasNull && { nullable: true }) })) };
}

/** True for OpenAPI 3.0, whose schemas have neither lists of types nor `false`; Swagger 2.0 is read as that. */
function isOld(document: JsonObject): boolean {
  return String(document['openapi']).startsWith('3.0');
}

/** Returns a schema of a value whose part at the path fits the schema. */
function nested(path: readonly string[], schema: JsonObject): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const inner = nested(rest, schema);
  return key === ANY ? { items: inner } : { properties: { [key]: inner } };
}
