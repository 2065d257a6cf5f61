import { parsePointer } from '../../base/json-pointer.ts';
import { isObject, stringMember, type JsonObject } from '../../base/json.ts';

/** The source of a part of a description: its `x-source`, or the nearest ancestor's. */
export interface Source {
  /** The name of the document, if it is given. */
  readonly document: string | undefined;
  readonly provenance: Provenance;
}

/** `documented` unless an `x-source` says otherwise. A finding on an inferred part never fails a run by itself. */
export type Provenance = 'documented' | 'inferred';

export const DOCUMENTED: Source = { document: undefined, provenance: 'documented' };

/**
 * Returns the source of a node, given that of its parent. `x-security-source` on an operation is the source of its
 * `security`, which cannot have extensions itself.
 */
export function sourceOf(
  node: unknown,
  inherited: Source,
  extension: 'x-source' | 'x-security-source' = 'x-source',
): Source {
  const own = isObject(node) ? node[extension] : undefined;
  if (!isObject(own)) return inherited;
  const provenance = own['provenance'];
  return {
    document: stringMember(own, 'document') ?? inherited.document,
    provenance: provenance === 'inferred' || provenance === 'documented' ? provenance : inherited.provenance,
  };
}

/** Returns `inferred` where one of the provenances is. */
export function weakest(...provenances: readonly Provenance[]): Provenance {
  return provenances.includes('inferred') ? 'inferred' : 'documented';
}

/** Returns the source at a JSON Pointer: that of the nearest object with an `x-source`. */
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
