import { isMembers } from '../server/json-schema.ts';
import type { Members } from '../server/work.ts';

/** A path in the document: names of members, and indexes as strings. */
export type Path = readonly string[];

/** Returns the object at a path of a document, or an empty one when there is none. */
export function nodeAt(document: Members, path: Path): Members {
  const found = path.reduce<unknown>((node, name) => (node as Members | undefined)?.[name], document);
  return isMembers(found) ? found : {};
}

/** Returns where a `$ref` leads in the end. */
export function resolvedPath(document: Members, path: Path): Path {
  const reference = nodeAt(document, path)['$ref'];
  if (typeof reference !== 'string') return path;
  return resolvedPath(document, reference.slice(2).split('/'));
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
