import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';

type Members = Readonly<Record<string, unknown>>;

/** Returns where a file of this folder is; also from a bundle, which is put beside this one. */
export function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Returns a function that reads a description as data, for servers to read in their own way. */
export function documentAt(path: string): () => Members {
  let document: Members | undefined;
  return () => {
    document ??= load(readFileSync(fileOf(path), 'utf8'), { schema: CORE_SCHEMA }) as Members;
    return structuredClone(document);
  };
}
