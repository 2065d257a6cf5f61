import { exactJsonIn, writeExactJson } from '../../../base/exact-json.ts';
import { isObject } from '../../../base/json.ts';
import { parsePointer } from '../../../base/json-pointer.ts';

/** A line of a JSON text; `isMarked`: it is at the place that is meant. */
export interface JsonLine {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Deeper values stand in one line. */
const DEEPEST = 20;

/**
 * Writes a JSON text in lines, and marks the value at a pointer, or the nearest one around it. The text may be the part
 * of a message around that place, so that it has only the end of the pointer. Undefined for a text that is no JSON.
 */
export function markedJson(text: string, pointer: string | undefined): readonly JsonLine[] | undefined {
  const value = exactJsonIn(text);
  if (value === undefined || !isStructure(value)) return undefined;
  const tokens = pointer === undefined ? undefined : placeWithin(value, parsePointer(pointer));
  return linesOf(value, { before: '', after: '', marked: tokens, depth: 0 });
}

function isStructure(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Returns the longest end of a pointer that leads somewhere, or else the start of it that does. */
function placeWithin(value: object, tokens: readonly string[]): readonly string[] {
  const ends = tokens.map((_, index) => tokens.slice(index));
  const found = ends.find((end) => depthOf(value, end) === end.length);
  return found ?? tokens.slice(0, depthOf(value, tokens));
}

function depthOf(value: unknown, tokens: readonly string[]): number {
  let at = value;
  for (const [depth, token] of tokens.entries()) {
    if (!isStructure(at) || !Object.hasOwn(at, token)) return depth;
    at = Object.entries(at).find(([key]) => key === token)?.[1];
  }
  return tokens.length;
}

/** How a value is written: what stands before and after it, and the way from it to the marked place. */
interface Writing {
  readonly before: string;
  readonly after: string;
  /** Empty at the place itself; undefined where it is elsewhere. */
  readonly marked: readonly string[] | undefined;
  readonly depth: number;
}

function linesOf(value: unknown, { before, after, marked, depth }: Writing): readonly JsonLine[] {
  const indent = '  '.repeat(depth);
  const isMarked = marked?.length === 0;
  const entries = isStructure(value) ? Object.entries(value) : [];
  if (entries.length === 0 || depth === DEEPEST) {
    return [{ text: `${indent}${before}${writeExactJson(value) ?? ''}${after}`, isMarked }];
  }
  const [open, close] = isObject(value) ? ['{', '}'] : ['[', ']'];
  const lines = entries.flatMap(([key, member], index) =>
    linesOf(member, {
      before: isObject(value) ? `${JSON.stringify(key)}: ` : '',
      after: index === entries.length - 1 ? '' : ',',
      marked: marked?.[0] === key ? marked.slice(1) : undefined,
      depth: depth + 1,
    }),
  );
  return [
    { text: `${indent}${before}${open}`, isMarked },
    ...lines,
    { text: `${indent}${close}${after}`, isMarked: false },
  ];
}
