import { readFile } from 'node:fs/promises';
import type { Document, LineCounter, Node } from 'yaml';
import { parsePointer } from '../json-pointer.ts';

/** The line of a JSON Pointer, from 1; that of the nearest part around it where nothing stands there itself. */
export type LineOf = (pointer: string) => number | undefined;

/** Larger files are not parsed a second time for their line numbers. */
const LARGEST = 10_000_000;

/** Where the parts of a description stand in its file. No part has a line where the file cannot be read. */
export async function loadDescriptionLines(location: string | undefined): Promise<LineOf> {
  const text = location === undefined ? '' : await readFile(location, 'utf8').catch(() => '');
  if (text === '' || text.length > LARGEST) return () => undefined;
  const { LineCounter: Counter, parseDocument, isAlias, isMap, isScalar, isSeq } = await import('yaml');
  const lines: LineCounter = new Counter();
  const document: Document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  return (pointer) => {
    let node: unknown = document.contents;
    let offset: number | undefined;
    for (const token of parsePointer(pointer)) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token);
        if (pair === undefined) break;
        offset = (pair.key as Node).range?.[0] ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(token)];
        offset = (node as Node | undefined)?.range?.[0] ?? offset;
      } else break;
    }
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
}
