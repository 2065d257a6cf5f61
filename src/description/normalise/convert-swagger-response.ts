import { referenceTo } from '../../base/json-pointer.ts';
import { isObject, member, members, type Json, type JsonObject } from '../../base/json.ts';
import { setMember } from '../document/set-member.ts';

/** Sets the `content` of a response of Swagger 2.0: its schema in each of the media types in `produces`. */
export function convertResponse(node: JsonObject, pointer: string, produces: Json | undefined): void {
  const content = contentOf(node, pointer, produces);
  if (content !== undefined) setMember(node, 'content', content);
}

/** Returns the `content` of a response; undefined where it has no body. */
export function contentOf(
  node: JsonObject,
  pointer: string,
  produces: Json | undefined,
): JsonObject | undefined {
  const schema = node['schema'];
  const examples = members(node['examples']);
  if (schema === undefined && examples.length === 0) return undefined;
  const produced = [produces ?? []].flat().filter((type) => typeof type === 'string');
  const named = produced.length > 0 ? produced : examples.map(([type]) => type).filter(isMediaType);
  const types = named.length > 0 ? named : [isFile(schema) ? 'application/octet-stream' : 'application/json'];
  const entries = types.map((type): [string, Json] => {
    const example = member(node['examples'], type);
    return [
      type,
      {
        ...(schema !== undefined && { schema: { $ref: referenceTo(`${pointer}/schema`) } }),
        ...(example !== undefined && { example }),
      },
    ];
  });
  return Object.fromEntries(entries);
}

function isMediaType(name: string): boolean {
  return name.includes('/');
}

/** True for schemas that were `type: file`. */
function isFile(schema: Json | undefined): boolean {
  return isObject(schema) && schema['type'] === 'string' && schema['format'] === 'binary';
}
