import { isObject, members, type Json, type JsonObject } from '../../base/json.ts';
import { shapeOfPart } from '../document/document-parts.ts';
import { setMember } from '../document/set-member.ts';
import { Place } from '../document/walk-parts.ts';

/** Whether a `$ref` stands in the place of a map, where OpenAPI has none. */
export function isMisplaced({ kind }: Place): boolean {
  return !shapeOfPart(kind).isReferable;
}

/**
 * Lets the map that a misplaced `$ref` means take its place; members beside the reference are kept. False where
 * that would put a map into itself: the reference stays.
 */
export function putInPlace(place: Place, target: Json): boolean {
  const { node, parent, token } = place;
  if (!(parent instanceof Place) || isWithin(place, target)) return false;
  const own = members(node).filter(([name]) => name !== '$ref');
  const merged: Json = own.length > 0 && isObject(target) ? withMembers(target, own) : target;
  setMember(parent.node, token, merged);
  return true;
}

/** Also after other maps have been put in their places, which may lead back here. */
function isWithin({ parent, node }: Place, target: Json): boolean {
  const around = new Set<unknown>([node]);
  for (let step = parent; step !== undefined; step = step.parent) {
    if (step instanceof Place) around.add(step.node);
  }
  const seen = new Set<unknown>();
  const waiting: unknown[] = [target];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (around.has(value)) return true;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    waiting.push(...Object.values(value).filter((child) => typeof child === 'object'));
  }
  return false;
}

function withMembers(target: JsonObject, own: readonly (readonly [string, Json])[]): JsonObject {
  return { ...target, ...Object.fromEntries(own) };
}
