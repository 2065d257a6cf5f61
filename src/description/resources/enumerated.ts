import { isObject, items, type Json, type JsonObject } from '../../base/json.ts';
import { resolveReference, UnresolvedReferenceError } from '../document/resolve-reference.ts';
import type { Schema } from '../schemas/schema.ts';

/** Limits the nesting of combined schemas. */
const MAX_DEPTH = 8;

/** True for a schema that lists its values: by `enum` or `const`, by itself or by what it refers to and combines. */
export function isEnumerated(document: JsonObject, { definition, pointer }: Schema): boolean {
  return isListed(document, definition, pointer, 0);
}

function isListed(document: JsonObject, definition: Json, pointer: string, depth: number): boolean {
  const node = resolved(document, definition, pointer);
  if (!isObject(node) || depth > MAX_DEPTH) return false;
  if (Array.isArray(node['enum']) || node['const'] !== undefined) return true;
  const isInner = (inner: Json) => isListed(document, inner, pointer, depth + 1);
  const [every, one, some] = [items(node['allOf']), items(node['oneOf']), items(node['anyOf'])];
  return (
    every.some(isInner) || [one, some].some((branches) => branches.length > 0 && branches.every(isInner))
  );
}

function resolved(document: JsonObject, definition: Json, pointer: string): Json | undefined {
  try {
    return resolveReference(document, definition, pointer).node;
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return undefined;
    throw error;
  }
}
