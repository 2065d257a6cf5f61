import { readJsonFile } from './json-file.ts';
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
  const content = read(readJsonFile(file, { named }));
  if (content === undefined) throw new UsageError(`${named}: this is no HTTP archive: it has no log.entries`);
  return content;
}
