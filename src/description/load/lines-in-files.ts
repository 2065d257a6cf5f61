import { readFileSync, statSync } from 'node:fs';
import { memoised } from '../../base/memoise.ts';
import { placeFinderOf, type Located } from './find-in-files.ts';
import { decodeDocument } from './text/decode-document.ts';
import type { FileLines } from './text/file-lines.ts';

/** So many lines stand before the one that is meant, and after it. */
const BEFORE = 3;
const AFTER = 4;

/** A line is cut where it is longer, in characters. */
const LONGEST_LINE = 200;

/** Larger files, in bytes, are not read for their lines. */
const MAX_BYTES = 20_000_000;

/** Returns the lines around a JSON Pointer; undefined where the description is in no file that can be read. */
export function linesInFiles(description: Located): (pointer: string) => FileLines | undefined {
  const find = placeFinderOf(description);
  const linesOf = memoised((file: string) => textOf(file, description)?.split(/\r\n|\r|\n/));
  return (pointer) => {
    const { file, line } = find(pointer);
    const all = file === undefined ? undefined : linesOf(file);
    if (all === undefined || line === undefined || line > all.length) return undefined;
    const first = Math.max(1, line - BEFORE);
    const lines = all.slice(first - 1, line + AFTER).map(cut);
    return { first, marked: line, lines };
  };
}

function textOf(file: string, { location, text }: Located): string | undefined {
  if (file === location && text !== undefined) return text;
  try {
    return statSync(file).size > MAX_BYTES ? undefined : decodeDocument(readFileSync(file));
  } catch {
    return undefined;
  }
}

function cut(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
}
