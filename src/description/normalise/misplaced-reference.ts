import { isObject, members, type Json, type JsonObject } from '../../base/json.ts';
import { shapeOfPart } from '../document/document-parts.ts';
import { setMember } from '../document/set-member.ts';
import { Place } from '../document/walk-parts.ts';

/** True for a `$ref` in place of a map, where OpenAPI does not allow one. */
export function isMisplaced({ kind }: Pick<Place, 'kind'>): boolean {
  return !shapeOfPart(kind).isReferable;
}

/**
 * Replaces a misplaced `$ref` by the map that it leads to; members beside the reference are kept. False where that would
 * put a map into itself, so that the reference stays.
 */
export function putInPlace(place: Place, target: Json): boolean {
  const { node, parent, token } = place;
  if (!(parent instanceof Place) || isWithin(place, target)) return false;
  const own = members(node).filter(([name]) => name !== '$ref');
  const merged: Json = own.length > 0 && isObject(target) ? withMembers(target, own) : target;
  setMember(parent.node, token, merged);
  return true;
}

/** True where the target contains the place, possibly through maps that have been put in place before. */
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
