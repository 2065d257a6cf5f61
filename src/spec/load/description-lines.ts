import { readFile } from 'node:fs/promises';
import { findInText } from '../source-positions.ts';

/** The line of a JSON Pointer, from 1; that of the nearest part around it where nothing stands there itself. */
export type LineOf = (pointer: string) => number | undefined;

/** Larger files are not parsed a second time for their line numbers. */
const LARGEST = 10_000_000;

/** Where the parts of a description stand in its file. No part has a line where the file cannot be read. */
export async function loadDescriptionLines(location: string | undefined): Promise<LineOf> {
  const text = location === undefined ? '' : await readFile(location, 'utf8').catch(() => '');
  if (text === '' || text.length > LARGEST) return () => undefined;
  const find = findInText(text);
  return (pointer) => find(pointer).line;
}
