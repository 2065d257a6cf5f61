import { readFileSync } from 'node:fs';
import { explainFileError } from '../options/file-error.ts';
import { UsageError } from '../options/usage-error.ts';

/**
 * Reads an HTTP archive (HAR 1.2). `read`: reads its value, and returns undefined for one that is none; `named`: how messages
 * name the file, which may be the option that it stands behind. @throws UsageError for a file that is no archive
 */
export function readArchiveFile<Content>(
  file: string,
  read: (archive: unknown) => Content | undefined,
  named = file,
): Content {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${named}: ${explainFileError(error)}`, { cause: error });
  }
  const content = read(value);
  if (content === undefined) throw new UsageError(`${named}: this is no HTTP archive: it has no log.entries`);
  return content;
}
