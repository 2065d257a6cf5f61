import { escapeToken, formatPointer } from '../../base/json-pointer.ts';
import { isObject, members, type JsonObject } from '../../base/json.ts';
import { METHODS, spellingsOf } from '../document/document-parts.ts';
import { parsePathKey } from '../document/path-template.ts';
import { UnresolvedReferenceError, resolveObject } from '../document/resolve-reference.ts';
import type { DisabledOperation } from '../model/disabled-operation.ts';
import type { FaultList } from '../model/fault.ts';

/** An operation in the document, with its path item. */
export interface OperationPlace {
  /** The key of `paths`, as written. */
  readonly key: string;
  readonly path: string;
  readonly query: string;
  /** Upper case, except names under `additionalOperations`, which are as written. */
  readonly method: string;
  readonly item: JsonObject;
  readonly itemPointer: string;
  readonly definition: JsonObject;
  readonly pointer: string;
}

/** Finds the operations of all paths, and adds path items with broken references to `disabled`. */
export function operationPlaces(
  { document, faults }: { readonly document: JsonObject; readonly faults: FaultList },
  disabled: DisabledOperation[],
): readonly OperationPlace[] {
  return members(document['paths']).flatMap(([key, node]) => {
    if (key.startsWith('x-') || !isObject(node)) return [];
    const { path, query, fault } = parsePathKey(key);
    const pointer = formatPointer(['paths', key]);
    if (fault !== undefined) faults.add(`path ${key}`, () => ({ pointer, message: fault }));
    try {
      const item = resolveObject(document, node, pointer);
      const places = item === undefined ? [] : placesBeside(node, pointer, item);
      for (const place of places) reportSpelling(place, faults);
      return places.map((place) => ({ ...place, key, path, query }));
    } catch (error) {
      if (!(error instanceof UnresolvedReferenceError)) throw error;
      disabled.push({ id: `* ${key}`, method: '*', path, pointer, reason: error.message });
      return [];
    }
  });
}

/** Returns the operations that a path item's `$ref` leads to, and those beside it, which take precedence. */
function placesBeside(node: JsonObject, pointer: string, item: { node: JsonObject; pointer: string }) {
  if (item.node === node) return placesOf(item);
  const own = placesOf({ node, pointer });
  const referred = placesOf(item).filter(({ method }) => own.every((place) => place.method !== method));
  return [...referred, ...own];
}

/**
 * Returns the operations of a path item, those of OpenAPI 3.2's `additionalOperations` last. `null` is an empty
 * operation.
 */
export function placesOf({ node: item, pointer: itemPointer }: { node: JsonObject; pointer: string }) {
  const found = METHODS.flatMap((name) => {
    const key = spellingsOf(name).find((spelling) => item[spelling] !== undefined);
    return key === undefined ? [] : [[name.toUpperCase(), item[key] ?? {}, `${itemPointer}/${key}`] as const];
  });
  const additional = members(item['additionalOperations']).map(
    ([name, definition]) =>
      [name, definition, `${itemPointer}/additionalOperations/${escapeToken(name)}`] as const,
  );
  return [...found, ...additional].flatMap(([method, definition, pointer]) =>
    isObject(definition) ? [{ method, item, itemPointer, definition, pointer }] : [],
  );
}

function reportSpelling(
  { method, pointer }: { readonly method: string; readonly pointer: string },
  faults: FaultList,
): void {
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  const usual = method.toLowerCase();
  if (pointer.includes('/additionalOperations/') || key === usual) return;
  faults.add(`method ${key}`, () => ({
    pointer,
    message: `the method is written '${key}': served as '${usual}'`,
  }));
}
