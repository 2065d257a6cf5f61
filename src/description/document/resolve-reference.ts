import { atPointer, formatPointer, parsePointer, pointerOfFragment } from '../../base/json-pointer.ts';
import { isObject, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { unreadReason, writtenPlace } from './external-documents.ts';
import { pointerOfIdentifier, resourceAt } from './identifiers.ts';

/** The target of a `$ref`, with its pointer. */
export interface Resolved {
  readonly node: Json;
  readonly pointer: string;
  /** True where the reference is a JSON Pointer that passes through another `$ref`. */
  readonly isPassed?: boolean;
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
  let found: Resolved = { node, pointer };
  if (stringMember(node, '$ref') === undefined) return found;
  const seen = new Set<string>();
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
  const found = follow(document, reference, from, new Set());
  if (found !== undefined) return found;
  throw new UnresolvedReferenceError(`$ref: ${whyBroken(document, reference)}`, from);
}

/** `passed`: the pointers of the references that were passed through. */
function follow(
  document: JsonObject,
  reference: string,
  from: string,
  passed: Set<string>,
): Resolved | undefined {
  const isPointer = reference === '#' || reference.startsWith('#/');
  const found = isPointer ? atOwnFragment(document, reference.slice(1), from) : undefined;
  if (found !== undefined) return found;
  const pointer = pointerOfIdentifier(document, reference, from);
  const node = pointer === undefined ? undefined : atPointer(document, pointer);
  if (pointer !== undefined && node !== undefined) return { node: node as Json, pointer };
  return isPointer ? pass(document, pointerOfFragment(reference.slice(1)), passed) : undefined;
}

/** Finds a fragment's target in the schema with an `$id` around the reference, or else in the description. */
function atOwnFragment(document: JsonObject, fragment: string, from: string): Resolved | undefined {
  const resource = resourceAt(document, from);
  const pointer = `${resource}${pointerOfFragment(fragment)}`;
  const node = resource === '' ? undefined : atPointer(document, pointer);
  return node === undefined ? atFragment(document, fragment) : { node: node as Json, pointer };
}

/** Finds a fragment's target. Some descriptions fail to escape a `%` in names, so the literal text is tried too. */
function atFragment(document: JsonObject, fragment: string): Resolved | undefined {
  const pointer = pointerOfFragment(fragment);
  const node = atPointer(document, pointer);
  if (node !== undefined) return { node: node as Json, pointer };
  const literal = pointer === fragment ? undefined : atPointer(document, fragment);
  return literal === undefined ? undefined : { node: literal as Json, pointer: fragment };
}

/** A `$ref` on the way of a JSON Pointer, which leads nowhere without following it. */
export interface Passage {
  /** The text of the `$ref`. */
  readonly reference: string;
  /** JSON Pointer of its holder. */
  readonly pointer: string;
  /** The end of the pointer, below the target. */
  readonly rest: string;
}

/** Finds the deepest value on the way of a pointer, if that has a `$ref` that the pointer would have to pass. */
export function passageAt(document: unknown, pointer: string): Passage | undefined {
  const tokens = parsePointer(pointer);
  let node = document;
  let depth = 0;
  for (const token of tokens) {
    const next = atPointer(node, formatPointer([token]));
    if (next === undefined) break;
    node = next;
    depth += 1;
  }
  const reference = stringMember(node, '$ref');
  if (reference === undefined || depth === tokens.length) return undefined;
  const rest = formatPointer(tokens.slice(depth));
  return { reference, pointer: formatPointer(tokens.slice(0, depth)), rest };
}

/** Follows a pointer through the `$ref`s on its way; undefined where they lead nowhere or in a circle. */
function pass(document: JsonObject, written: string, passed: Set<string>): Resolved | undefined {
  let pointer = written;
  for (;;) {
    const node = atPointer(document, pointer);
    if (node !== undefined) return { node: node as Json, pointer, isPassed: true };
    const passage = passageAt(document, pointer);
    if (passage === undefined || passed.has(passage.pointer)) return undefined;
    passed.add(passage.pointer);
    const target = follow(document, passage.reference, passage.pointer, passed);
    if (target === undefined) return undefined;
    pointer = `${target.pointer}${passage.rest}`;
  }
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
