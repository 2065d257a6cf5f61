import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';

type Members = Readonly<Record<string, unknown>>;

/** Returns the path of a file in this folder, also when called from a bundle, which is written beside this file. */
export function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Returns a function that reads a description as plain data, which each server reads with its own code. */
export function documentAt(path: string): () => Members {
  let document: Members | undefined;
  return () => {
    document ??= load(readFileSync(fileOf(path), 'utf8'), { schema: CORE_SCHEMA }) as Members;
    return structuredClone(document);
  };
}
