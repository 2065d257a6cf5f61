import { parsePointer } from './json-pointer.ts';
import type { JsonObject } from './json.ts';
import { DOCUMENTED, sourceOf, type Source } from './source.ts';

/** The source that counts at a JSON Pointer: that of the nearest object with an `x-source`. */
export function sourceAt(document: JsonObject, pointer: string): Source {
  let node: unknown = document;
  let source = sourceOf(document, DOCUMENTED);
  for (const token of parsePointer(pointer)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) break;
    node = (node as Record<string, unknown>)[token];
    source = sourceOf(node, source);
  }
  return source;
}
