import { isObject } from './json.ts';
import { parsePointer } from './json-pointer.ts';
import type { Token } from './json-tree.ts';

// Copies of JSON values that differ at one place. What does not lead there is shared with the original.

/** Sets the value at a path. Missing objects on the way are created; an array keeps its length. */
export function setAt(value: unknown, path: readonly Token[], replacement: unknown): unknown {
  return setFrom(0, value, path, replacement);
}

/** The same from a place of the path on. */
function setFrom(from: number, value: unknown, path: readonly Token[], replacement: unknown): unknown {
  if (from === path.length) return replacement;
  const token = String(path[from]);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === token ? setFrom(from + 1, item, path, replacement) : item,
    );
  }
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const inner = Object.hasOwn(object, token) ? object[token] : undefined;
  return { ...object, [token]: setFrom(from + 1, inner, path, replacement) };
}

/** Removes the member or item at a path; a path that leads nowhere, or is empty, changes nothing. */
export function removeAt(value: unknown, path: readonly string[]): unknown {
  const [token, ...rest] = path;
  if (token === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, index) => String(index) !== token);
    return value.map((item: unknown, index) => (String(index) === token ? removeAt(item, rest) : item));
  }
  const entries = Object.entries(value).flatMap(([name, member]: [string, unknown]): [string, unknown][] => {
    if (name !== token) return [[name, member]];
    return rest.length === 0 ? [] : [[name, removeAt(member, rest)]];
  });
  return Object.fromEntries(entries);
}

/** Sets the value at a JSON Pointer, or removes it where `replacement` is undefined. */
export function replaceAt(value: unknown, pointer: string, replacement: unknown): unknown {
  const path = parsePointer(pointer);
  return replacement === undefined && path.length > 0
    ? removeAt(value, path)
    : setAt(value, path, replacement);
}

/** Chooses the members of a merge patch whose `null` is a value, and not a removal. By path. */
type KeepsNull = (path: readonly string[]) => boolean;

/**
 * Applies a merge patch (RFC 7396): removes members that are `null`, unless `keepsNull` keeps their `null`; merges
 * objects, and replaces everything else.
 */
export function mergePatch(
  target: unknown,
  patch: unknown,
  keepsNull: KeepsNull = () => false,
  path: readonly string[] = [],
): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map<string, unknown>(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    const inner = [...path, name];
    if (value !== null) merged.set(name, mergePatch(merged.get(name), value, keepsNull, inner));
    else if (keepsNull(inner)) merged.set(name, null);
    else merged.delete(name);
  }
  return Object.fromEntries(merged);
}
