import type { Fault } from './fault.ts';
import { pointerOfIdentifier } from './identifiers.ts';
import { atPointer, pointerOfFragment } from './json-pointer.ts';
import { isObject, stringMember, type Json, type JsonObject } from './json.ts';

/** What a `$ref` leads to, and where it stands. */
export interface Resolved {
  readonly node: Json;
  readonly pointer: string;
}

/** A `$ref` that leads nowhere. Caught where operations and security schemes are compiled: it disables what needs it. */
export class ReferenceError extends Error {
  override readonly name = 'ReferenceError';
  readonly pointer: string;

  constructor(message: string, pointer: string) {
    super(message);
    this.pointer = pointer;
  }
}

/** What to say of a `$ref` that leads nowhere. @throws any other error again */
export function faultOf(error: unknown): Fault {
  if (error instanceof ReferenceError) return { pointer: error.pointer, message: error.message };
  throw error;
}

/**
 * Follows `$ref` until something else stands there.
 * @throws ReferenceError for an unknown target, another document, or a circle of references.
 */
export function resolveReference(document: JsonObject, node: Json, pointer: string): Resolved {
  const seen = new Set<string>();
  let found: Resolved = { node, pointer };
  for (;;) {
    const reference = stringMember(found.node, '$ref');
    if (reference === undefined) return found;
    if (seen.has(found.pointer)) throw new ReferenceError(`$ref: ${reference} leads in a circle`, pointer);
    seen.add(found.pointer);
    found = followReference(document, reference, found.pointer);
  }
}

/**
 * One step of `$ref`: a JSON Pointer into the description, else an `$id` or anchor. @throws ReferenceError
 */
export function followReference(document: JsonObject, reference: string, from: string): Resolved {
  if (reference === '#' || reference.startsWith('#/')) {
    const pointer = pointerOfFragment(reference.slice(1));
    const node = atPointer(document, pointer);
    if (node !== undefined) return { node: node as Json, pointer };
  }
  const pointer = pointerOfIdentifier(document, reference, from);
  const node = pointer === undefined ? undefined : atPointer(document, pointer);
  if (pointer !== undefined && node !== undefined) return { node: node as Json, pointer };
  const reason = reference.startsWith('#') ? 'leads nowhere' : 'leads outside this document';
  throw new ReferenceError(`$ref: ${reference} ${reason}`, from);
}

/** The object at `node` behind its references, or undefined where something else stands there. @throws ReferenceError */
export function resolveObject(
  document: JsonObject,
  node: Json,
  pointer: string,
): { node: JsonObject; pointer: string } | undefined {
  const found = resolveReference(document, node, pointer);
  return isObject(found.node) ? { node: found.node, pointer: found.pointer } : undefined;
}
