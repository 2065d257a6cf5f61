import { atPointer } from '../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../base/json.ts';
import type { Resolved } from '../document/resolve-reference.ts';
import type { DynamicAnchors } from './dynamic-reference.ts';
import type { Direction, Schema } from './schema.ts';

/** The context of a schema, which decides how it is rewritten: once for each context. */
export interface ViewContext {
  readonly direction: Direction;
  /** The properties that this direction does not have, by the schemas that this one is combined with. */
  readonly hidden: readonly string[];
  readonly anchors: DynamicAnchors;
}

/** A schema, and the context in which it is rewritten. */
export interface Place {
  readonly target: Resolved;
  readonly context: ViewContext;
}

/** A property of an object that the description does not have as one schema, such as a query. */
export interface ObjectPart {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** Returns the key of a view. It says all that the view depends on, so that it is the same whenever the description is. */
export function keyOfPlace({ target, context: { direction, hidden, anchors } }: Place): string {
  return `${direction}:${target.pointer}:${JSON.stringify([hidden, anchors])}`;
}

/** Reads a key, which another run may have made; undefined where the document has no such schema. */
export function placeOfKey(document: JsonObject, key: string): Place | undefined {
  const [, direction, pointer = '', context = ''] = /^(request|response):(.*):(\[\[.*\])$/s.exec(key) ?? [];
  const node = atPointer(document, pointer);
  if (direction === undefined || (typeof node !== 'boolean' && !isObject(node))) return undefined;
  const [hidden, anchors] = JSON.parse(context) as [readonly string[], DynamicAnchors];
  return {
    target: { node, pointer },
    context: { direction: direction as Direction, hidden, anchors },
  };
}

/** Returns the key of the view of parameters together. */
export function partsKey(direction: Direction, pointer: string): string {
  return `parts:${direction}:${pointer}`;
}

/**
 * Finds the validator of a key that was built ahead, a function as Ajv has it; undefined where it was not. `parts` is what it is
 * made with. @throws NotLoadedError
 */
export type BuiltLookup = (key: string, parts: object) => object | undefined;
