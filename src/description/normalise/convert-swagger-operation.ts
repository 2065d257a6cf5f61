import { escapeToken, referenceTo } from '../../base/json-pointer.ts';
import {
  isObject,
  items,
  member,
  members,
  stringMember,
  type Json,
  type JsonObject,
} from '../../base/json.ts';
import { tryResolveObject } from '../document/resolve-reference.ts';
import { setMember } from '../document/set-member.ts';
import { pointerOfPlace, Place } from '../document/walk-parts.ts';
import { contentOf, convertResponse } from './convert-swagger-response.ts';

/**
 * Sets the `requestBody` of an operation of Swagger 2.0, from its body or form parameters, and the `content` of its
 * responses. Its own responses are added to `converted`.
 */
export function convertOperation(document: JsonObject, place: Place, converted: Set<JsonObject>): void {
  const { node } = place;
  const body = requestBodyOf(document, place);
  if (body !== undefined) setMember(node, 'requestBody', body);
  const produces = node['produces'] ?? document['produces'];
  for (const [status, response] of members(node['responses'])) {
    if (!isObject(response)) continue;
    if (stringMember(response, '$ref') === undefined) {
      converted.add(response);
      convertResponse(response, `${pointerOfPlace(place)}/responses/${escapeToken(status)}`, produces);
    } else if (node['produces'] !== undefined) {
      const own = ownResponse(document, response, produces);
      if (own !== undefined) setMember(node['responses'] as JsonObject, status, own);
    }
  }
}

/** Returns a copy of a shared response in the media types of one operation. */
function ownResponse(document: JsonObject, reference: JsonObject, produces: Json | undefined) {
  const found = tryResolveObject(document, reference, '');
  const content = found && contentOf(found.node, found.pointer, produces);
  return content && { ...found.node, content };
}

/** A parameter, its references followed. */
interface FoundParameter {
  readonly node: JsonObject;
  readonly pointer: string;
}

function requestBodyOf(document: JsonObject, place: Place): JsonObject | undefined {
  const parameters = parametersOf(document, place);
  const types = [place.node['consumes'] ?? document['consumes'] ?? []]
    .flat()
    .filter((type) => typeof type === 'string');
  const body = parameters.find(({ node }) => node['in'] === 'body');
  if (body !== undefined) return bodyOf(body, types);
  const fields = parameters.filter(({ node }) => node['in'] === 'formData');
  return fields.length === 0 ? undefined : formOf(fields, types);
}

function bodyOf({ node, pointer }: FoundParameter, types: readonly string[]): JsonObject {
  const schema = { $ref: referenceTo(`${pointer}/schema`) };
  const mediaType: JsonObject = node['schema'] === undefined ? {} : { schema };
  const consumed = types.length === 0 ? ['application/json'] : types;
  return {
    required: node['required'] === true,
    content: Object.fromEntries(consumed.map((type) => [type, mediaType])),
  };
}

const URL_ENCODED = 'application/x-www-form-urlencoded';

const MULTIPART = 'multipart/form-data';

function formOf(fields: readonly FoundParameter[], types: readonly string[]): JsonObject {
  const nameOf = ({ node }: FoundParameter) => stringMember(node, 'name') ?? '';
  const required = fields.filter(({ node }) => node['required'] === true).map(nameOf);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [nameOf(field), schemaOfField(field)])),
    ...(required.length > 0 && { required }),
  };
  const encoded = fields.flatMap((field): [string, Json][] => {
    const { style = 'form', explode, itemStyles = [] } = field.node;
    return explode === undefined ? [] : [[nameOf(field), { style, explode, itemStyles }]];
  });
  const hasFile = fields.some(({ node }) => node['type'] === 'file');
  const forms = types.filter((type) => type === URL_ENCODED || type === MULTIPART);
  const consumed = hasFile && !forms.includes(MULTIPART) ? [MULTIPART] : forms;
  const mediaType = { schema, ...(encoded.length > 0 && { encoding: Object.fromEntries(encoded) }) };
  return {
    required: required.length > 0,
    content: Object.fromEntries(
      (consumed.length === 0 ? [URL_ENCODED] : consumed).map((type) => [type, mediaType]),
    ),
  };
}

/**
 * Returns the schema of a field. With `allowEmptyValue`, the empty text is valid too; for an array it means no items.
 */
function schemaOfField({ node, pointer }: FoundParameter): JsonObject {
  const schema = { $ref: referenceTo(`${pointer}/schema`) };
  const mayBeEmpty = node['allowEmptyValue'] === true && node['type'] !== 'array' && node['type'] !== 'file';
  return mayBeEmpty ? { anyOf: [schema, { type: 'string', enum: [''] }] } : schema;
}

/** Returns the path item's and the operation's parameters; the latter replace those of the same name and location. */
function parametersOf(document: JsonObject, place: Place): readonly FoundParameter[] {
  const owners = place.parent instanceof Place ? [place.parent, place] : [place];
  const given = owners.flatMap((owner) =>
    items(member(owner.node, 'parameters')).flatMap((node, index) => {
      const found = tryResolveObject(document, node, `${pointerOfPlace(owner)}/parameters/${index}`);
      return found === undefined ? [] : [found];
    }),
  );
  const merged = new Map(given.map((one) => [`${String(one.node['in'])} ${String(one.node['name'])}`, one]));
  return [...merged.values()];
}
