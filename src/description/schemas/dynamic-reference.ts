import { atPointer, referenceTo } from '../../base/json-pointer.ts';
import { member, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { pointerOfIdentifier } from '../document/identifiers.ts';
import { followReference, type Resolved } from '../document/resolve-reference.ts';

/**
 * JSON Pointers of the outermost `$dynamicAnchor`s in scope, by name (JSON Schema 2020-12, section 8.2.3.2), and under
 * `''` of the outermost `$recursiveAnchor` (2019-09, section 8.2.4.2.2).
 */
export type DynamicAnchors = Readonly<Record<string, string>>;

/** Returns the name of a schema's dynamic anchor; `''` for `$recursiveAnchor`. */
export function dynamicAnchorOf(node: unknown): string | undefined {
  return stringMember(node, '$dynamicAnchor') ?? (isRecursive(node) ? '' : undefined);
}

/** Follows the `$ref` of a schema at a pointer, or else its dynamic reference. @throws UnresolvedReferenceError */
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
 * Returns the target of `$recursiveRef`: the enclosing schema with an `$id`, or the outermost anchor if that schema has
 * a `$recursiveAnchor`. Outside such schemas only the anchor counts, since the description itself is not a schema.
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
