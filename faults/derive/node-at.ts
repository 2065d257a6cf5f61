import { isMembers } from '../server/json-schema.ts';
import type { Members } from '../server/work.ts';

/** A path in the document: names of members, and indexes as strings. */
export type Path = readonly string[];

/** Returns the object at a path of a document, or an empty one when there is none. */
export function nodeAt(document: Members, path: Path): Members {
  const found = path.reduce<unknown>((node, name) => (node as Members | undefined)?.[name], document);
  return isMembers(found) ? found : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
