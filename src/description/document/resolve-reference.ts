import { atPointer, pointerOfFragment } from '../../base/json-pointer.ts';
import { isObject, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { unreadReason, writtenPlace } from './external-documents.ts';
import { pointerOfIdentifier } from './identifiers.ts';

/** The target of a `$ref`, with its pointer. */
export interface Resolved {
  readonly node: Json;
  readonly pointer: string;
}

/** A `$ref` that leads nowhere. Caught where operations and security schemes are compiled, which it disables. */
export class UnresolvedReferenceError extends Error {
  override readonly name = 'UnresolvedReferenceError';
  readonly pointer: string;

  constructor(message: string, pointer: string) {
    super(message);
    this.pointer = pointer;
  }
}

/**
 * Follows a `$ref`, and those that it leads to, to the first value that is not a reference.
 * @throws UnresolvedReferenceError for an unknown target, another document, or a circle of references.
 */
export function resolveReference(document: JsonObject, node: Json, pointer: string): Resolved {
  const seen = new Set<string>();
  let found: Resolved = { node, pointer };
  for (;;) {
    const reference = stringMember(found.node, '$ref');
    if (reference === undefined) return found;
    if (seen.has(found.pointer))
      throw new UnresolvedReferenceError(`$ref: ${reference} leads in a circle`, pointer);
    seen.add(found.pointer);
    found = followReference(document, reference, found.pointer);
  }
}

/** Follows one `$ref`: a JSON Pointer into the description, or an `$id` or anchor. @throws UnresolvedReferenceError */
export function followReference(document: JsonObject, reference: string, from: string): Resolved {
  if (reference === '#' || reference.startsWith('#/')) {
    const found = atFragment(document, reference.slice(1));
    if (found !== undefined) return found;
  }
  const pointer = pointerOfIdentifier(document, reference, from);
  const node = pointer === undefined ? undefined : atPointer(document, pointer);
  if (pointer !== undefined && node !== undefined) return { node: node as Json, pointer };
  throw new UnresolvedReferenceError(`$ref: ${whyBroken(document, reference)}`, from);
}

/** Finds a fragment's target. Some descriptions fail to escape a `%` in names, so the literal text is tried too. */
function atFragment(document: JsonObject, fragment: string): Resolved | undefined {
  const pointer = pointerOfFragment(fragment);
  const node = atPointer(document, pointer);
  if (node !== undefined) return { node: node as Json, pointer };
  const literal = pointer === fragment ? undefined : atPointer(document, fragment);
  return literal === undefined ? undefined : { node: literal as Json, pointer: fragment };
}

function whyBroken(document: JsonObject, reference: string): string {
  if (!reference.startsWith('#')) return `${reference} leads outside this document`;
  const pointer = pointerOfFragment(reference.slice(1));
  const place = writtenPlace(pointer).replace(/#$/, '');
  const unread = unreadReason(document, pointer);
  return unread === undefined ? `${place} leads nowhere` : `${place} cannot be followed: ${unread}`;
}

/** Follows the references at `node`; undefined where they do not lead to an object. @throws UnresolvedReferenceError */
export function resolveObject(
  document: JsonObject,
  node: Json,
  pointer: string,
): { node: JsonObject; pointer: string } | undefined {
  const found = resolveReference(document, node, pointer);
  return isObject(found.node) ? { node: found.node, pointer: found.pointer } : undefined;
}

/** Like `resolveObject`, but undefined for a reference that leads nowhere, which is listed as a fault anyway. */
export function tryResolveObject(
  document: JsonObject,
  node: Json,
  pointer: string,
): { node: JsonObject; pointer: string } | undefined {
  try {
    return resolveObject(document, node, pointer);
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return undefined;
    throw error;
  }
}
