import type { Fault } from './fault.ts';
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

/** One step of `$ref`. @throws ReferenceError */
export function followReference(document: JsonObject, reference: string, from: string): Resolved {
  if (!reference.startsWith('#')) {
    throw new ReferenceError(`$ref: ${reference} leads outside this document`, from);
  }
  const pointer = pointerOfFragment(reference.slice(1));
  const node = atPointer(document, pointer);
  if (node === undefined) throw new ReferenceError(`$ref: ${reference} leads nowhere`, from);
  return { node: node as Json, pointer };
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
