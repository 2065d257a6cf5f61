import { atPointer, referenceTo } from '../../base/json-pointer.ts';
import { member, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { dynamicAnchorsIn, pointerOfIdentifier, resourceAt } from '../document/identifiers.ts';
import { followReference, type Resolved } from '../document/resolve-reference.ts';

/**
 * JSON Pointers of the outermost `$dynamicAnchor`s in scope, by name (JSON Schema 2020-12, section 8.2.3.2), and under
 * `''` of the outermost `$recursiveAnchor` (2019-09, section 8.2.4.2.2).
 */
export type DynamicAnchors = Readonly<Record<string, string>>;

/**
 * Returns the anchors that are in scope inside a schema: those around it, then those of the schema with an `$id` that it
 * belongs to, then its own. A description without `$id`s is one schema, in which only anchors around a schema count.
 */
export function anchorsInside(
  document: JsonObject,
  node: unknown,
  pointer: string,
  around: DynamicAnchors,
): DynamicAnchors {
  const resource = resourceAt(document, pointer);
  const named = resource === '' ? {} : dynamicAnchorsIn(document, resource);
  const own = stringMember(node, '$dynamicAnchor') ?? (isRecursive(node) ? '' : undefined);
  const added = { ...(own !== undefined && { [own]: pointer }), ...named };
  const isKnown = Object.keys(added).every((name) => Object.hasOwn(around, name));
  return isKnown ? around : { ...added, ...around };
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
  if (dynamic !== undefined) return dynamicTarget(document, dynamic, pointer, anchors);
  const target =
    member(node, '$recursiveRef') === undefined ? undefined : recursiveTarget(document, pointer, anchors['']);
  return target === undefined ? undefined : followReference(document, referenceTo(target), '');
}

/** Returns the target of `$dynamicRef`: the outermost anchor in scope, if what it leads to otherwise is such an anchor. */
function dynamicTarget(
  document: JsonObject,
  reference: string,
  pointer: string,
  anchors: DynamicAnchors,
): Resolved {
  const found = followReference(document, reference, pointer);
  const name = reference.replace(/^.*#/s, '');
  const outermost = stringMember(found.node, '$dynamicAnchor') === name ? anchors[name] : undefined;
  const node = outermost === undefined ? undefined : atPointer(document, outermost);
  return outermost === undefined || node === undefined ? found : { node: node as Json, pointer: outermost };
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
