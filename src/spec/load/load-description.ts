import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileDescription } from '../compile-description.ts';
import { DescriptionError } from '../description-error.ts';
import type { Description } from '../description.ts';
import { isObject } from '../json.ts';
import { parseDocument } from '../parse-document.ts';

export interface LoadOptions {
  /** Namespaces case ids and state; default: the file's name without its ending. */
  readonly name?: string | undefined;
  /** The same description as JSON, read instead unless the source is newer: JSON loads in a tenth of the time. */
  readonly prebuilt?: string | URL | undefined;
}

/** A path, a `file:` URL, or a description already in memory. */
export type DescriptionSource = string | URL | Readonly<Record<string, unknown>>;

/**
 * Loads and compiles a description.
 * @throws DescriptionError when it cannot be read, is no OpenAPI description, or nothing in it can be served.
 */
export async function loadDescription(
  source: DescriptionSource,
  options: LoadOptions = {},
): Promise<Description> {
  if (isInMemory(source)) return compileInMemory(source, options);
  const path = pathOf(source);
  const text = await readFile(freshest(path, options), 'utf8').catch((error: unknown) =>
    unreadable(path, error),
  );
  return compileText(text, path, options);
}

/** The same at once, for test runners without top-level await. @throws DescriptionError */
export function loadDescriptionSync(source: DescriptionSource, options: LoadOptions = {}): Description {
  if (isInMemory(source)) return compileInMemory(source, options);
  const path = pathOf(source);
  return compileText(readText(path, options), path, options);
}

function isInMemory(source: DescriptionSource): source is Readonly<Record<string, unknown>> {
  return typeof source === 'object' && !(source instanceof URL);
}

function compileInMemory(source: Readonly<Record<string, unknown>>, options: LoadOptions): Description {
  const document = structuredClone(source);
  if (!isObject(document)) throw new DescriptionError('this is no OpenAPI description: it is no object');
  return compileDescription(document, { name: options.name ?? 'api', location: undefined });
}

function compileText(text: string, path: string, options: LoadOptions): Description {
  const name = options.name ?? basename(path, extname(path));
  return compileDescription(parseDocument(text, path), { name, location: path });
}

function pathOf(source: string | URL): string {
  if (typeof source === 'string' && !source.startsWith('file:')) return source;
  return fileURLToPath(source);
}

function readText(path: string, options: LoadOptions): string {
  try {
    return readFileSync(freshest(path, options), 'utf8');
  } catch (error) {
    return unreadable(path, error);
  }
}

function freshest(path: string, options: LoadOptions): string {
  if (options.prebuilt === undefined) return path;
  const prebuilt = pathOf(options.prebuilt);
  const built = statSync(prebuilt, { throwIfNoEntry: false });
  const source = statSync(path, { throwIfNoEntry: false });
  return built && source && built.mtimeMs >= source.mtimeMs ? prebuilt : path;
}

function unreadable(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const reason =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'this is a folder'
        : `it cannot be read (${code})`;
  throw new DescriptionError(`${path}: ${reason}: give the path of an OpenAPI description (JSON or YAML)`);
}
