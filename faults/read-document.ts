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
  let text: string | undefined;
  return () => {
    text ??= readFileSync(fileOf(path), 'utf8');
    return load(text, { schema: CORE_SCHEMA }) as Members;
  };
}
