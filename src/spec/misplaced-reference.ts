import { shapeOfPart } from './document-parts.ts';
import { isObject, members, type Json, type JsonObject } from './json.ts';
import { setMember } from './set-member.ts';
import { Place } from './walk-parts.ts';

/** Whether a `$ref` stands in the place of a map, where OpenAPI has none. */
export function isMisplaced({ kind }: Place): boolean {
  return !shapeOfPart(kind).isReferable;
}

/** Lets the map that a misplaced `$ref` means take its place; members beside the reference are kept. */
export function putInPlace({ node, parent, token }: Place, target: Json): void {
  if (!(parent instanceof Place)) return;
  const own = members(node).filter(([name]) => name !== '$ref');
  const merged: Json = own.length > 0 && isObject(target) ? withMembers(target, own) : target;
  setMember(parent.node, token, merged);
}

function withMembers(target: JsonObject, own: readonly (readonly [string, Json])[]): JsonObject {
  return { ...target, ...Object.fromEntries(own) };
}
