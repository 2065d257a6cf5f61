import { readFileSync } from 'node:fs';
import { explainFileError } from '../options/file-error.ts';
import { UsageError } from '../options/usage-error.ts';

/**
 * Reads a file of JSON, which may begin with a byte-order mark. `named`: how messages name the file, which may be the option
 * that it stands behind; `noJson`: what they say of a file that is no JSON. Default: the reason of the parser. @throws UsageError
 */
export function readJsonFile(
  file: string,
  { named = file, noJson }: { readonly named?: string; readonly noJson?: string } = {},
): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof SyntaxError ? noJson : undefined;
    throw new UsageError(`${named}: ${reason ?? explainFileError(error)}`, { cause: error });
  }
}
