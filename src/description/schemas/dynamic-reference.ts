import { atPointer, referenceTo } from '../../base/json-pointer.ts';
import { member, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { pointerOfIdentifier } from '../document/identifiers.ts';
import { followReference, type Resolved } from '../document/resolve-reference.ts';

/**
 * Where the outermost `$dynamicAnchor`s stand that a value has come by, by name (JSON Schema 2020-12, section
 * 8.2.3.2); without a name, the outermost `$recursiveAnchor` (2019-09, section 8.2.4.2.2).
 */
export type DynamicAnchors = Readonly<Record<string, string>>;

/** The name under which a schema is found by what refers to it dynamically. */
export function dynamicAnchorOf(node: unknown): string | undefined {
  return stringMember(node, '$dynamicAnchor') ?? (isRecursive(node) ? '' : undefined);
}

/** What a schema at `pointer` refers to: by `$ref`, else dynamically. @throws UnresolvedReferenceError */
export function referenceIn(
  document: JsonObject,
  node: Json,
  pointer: string,
  anchors: DynamicAnchors,
): Resolved | undefined {
  const reference = stringMember(node, '$ref');
  if (reference !== undefined) return followReference(document, reference, pointer);
  const dynamic = stringMember(node, '$dynamicRef');
  if (dynamic !== undefined) {
    const outermost = anchors[dynamic.replace(/^.*#/, '')];
    return followReference(document, outermost === undefined ? dynamic : referenceTo(outermost), '');
  }
  const target =
    member(node, '$recursiveRef') === undefined ? undefined : recursiveTarget(document, pointer, anchors['']);
  return target === undefined ? undefined : followReference(document, referenceTo(target), '');
}

/**
 * The schema with an `$id` that it stands in; the outermost one, where both have a `$recursiveAnchor`. The
 * description itself is no schema: there, the anchor alone counts.
 */
function recursiveTarget(
  document: JsonObject,
  pointer: string,
  outermost: string | undefined,
): string | undefined {
  const root = pointerOfIdentifier(document, '#', pointer) ?? '';
  if (root === '') return outermost;
  return isRecursive(atPointer(document, root)) ? (outermost ?? root) : root;
}

function isRecursive(node: unknown): boolean {
  return member(node, '$recursiveAnchor') === true;
}
