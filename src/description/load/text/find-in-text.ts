import { parsePointer } from '../../../base/json-pointer.ts';
import { lineFinder } from './line-at.ts';
import { positionAt, readPositions, type Position } from './source-positions.ts';
import { yamlText } from './yaml-text.ts';

/** The place of a JSON Pointer in a text, or of the nearest enclosing value. */
export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** The last tokens of the pointer, which the value does not have. */
  readonly rest: readonly string[];
  /** The text of the value's `$ref`, if it has one. */
  readonly reference: string | undefined;
}

/** Finds JSON Pointers in a JSON or YAML text. */
export type FindInText = (pointer: string) => TextPlace;

/** Creates a finder for a text. In one that cannot be parsed, every pointer is on the first line. */
export function findInText(text: string): FindInText {
  const content = yamlText(text);
  const root = positionsIn(content);
  const lineAt = lineFinder(content);
  return (pointer) => {
    const tokens = parsePointer(pointer);
    let found = root;
    let depth = 0;
    for (const token of tokens) {
      const next = found.children?.get(token);
      if (next === undefined) break;
      found = next;
      depth += 1;
    }
    return { line: lineAt(found.start), rest: tokens.slice(depth), reference: found.reference };
  };
}

function positionsIn(text: string): Position {
  try {
    return readPositions(text);
  } catch {
    return positionAt(0);
  }
}
