import { shapeOfPart, type PartKind } from './document-parts.ts';
import { escapeToken } from './json-pointer.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** A part of a description, and the way to it. */
export interface Place {
  readonly node: JsonObject;
  readonly kind: PartKind;
  /** The key under which it stands in its parent. */
  readonly token: string;
  readonly parent: Place | ListPlace | undefined;
  /** The JSON Pointer of a place without a parent. */
  readonly start: string;
}

/** A list of parts on the way to one of them. */
export interface ListPlace {
  readonly token: string;
  readonly parent: Place | ListPlace | undefined;
  readonly start: string;
}

/** The JSON Pointer of a place. */
export function pointerOfPlace(place: Place | ListPlace): string {
  const tokens: string[] = [];
  let step: Place | ListPlace = place;
  for (; step.parent !== undefined; step = step.parent) tokens.push(escapeToken(step.token));
  return [step.start, ...tokens.toReversed()].join('/');
}

/**
 * Visits the parts below `node` that are not in `seen`, in the order of the document, and `node` itself first.
 * Data (examples, defaults, extensions) is no part. Takes no stack: a document may be nested as deep as it likes.
 */
export function walkParts(
  { node, kind, pointer }: { readonly node: Json; readonly kind: PartKind; readonly pointer: string },
  seen: Set<JsonObject>,
  visit: (place: Place) => void,
): void {
  const waiting: Place[] = [];
  add(waiting, node, kind, { token: '', parent: undefined, start: pointer });
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (seen.has(place.node)) continue;
    seen.add(place.node);
    visit(place);
    addChildren(waiting, place);
  }
}

/** The last child first: it is the last to be taken off the stack. */
function addChildren(waiting: Place[], place: Place): void {
  const { members, others, hasExtensions } = shapeOfPart(place.kind);
  const keys = Object.keys(place.node);
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const token = keys[index] ?? '';
    const kind = members.get(token) ?? (hasExtensions && token.startsWith('x-') ? undefined : others);
    if (kind !== undefined) {
      add(waiting, place.node[token] ?? null, kind, { token, parent: place, start: '' });
    }
  }
}

function add(waiting: Place[], node: Json, kind: PartKind, place: ListPlace): void {
  if (isObject(node)) {
    waiting.push({ ...place, node, kind });
    return;
  }
  if (!Array.isArray(node)) return;
  const list = node as readonly Json[];
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const item = list[index];
    if (isObject(item)) waiting.push({ token: String(index), parent: place, start: '', node: item, kind });
  }
}
