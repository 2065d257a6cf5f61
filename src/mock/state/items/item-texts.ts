import { parseExactJson, writeExactJson } from '../../../base/exact-json.ts';
import { isDeeplyFrozen, isObject, isPlainJson } from '../../../base/json.ts';
import { boundedlyMemoised } from '../../../base/memoise.ts';
import { frozenAsKnown, notedText, noteText, textGeneration } from '../../../base/known-values.ts';

/** Half of the characters of all texts that are kept; each is stored as one byte, or two. */
const GENERATION_SIZE = 16 * 1024 * 1024;

/** The values whose texts were used last, and those whose texts were used before them. Those that are replaced are not kept. */
let recent: WeakRef<object>[] = [];
let older: WeakRef<object>[] = [];
let size = 0;
let generation = 1;

/** Keeps the JSON text of a frozen value. At most 64 MB of texts are kept; the least recently used ones are dropped. */
export function keepText(value: object, text: string): void {
  if (textGeneration(value) === generation) return;
  noteText(value, text, generation);
  recent.push(new WeakRef(value));
  size += text.length;
  if (size < GENERATION_SIZE) return;
  for (const reference of older) {
    const old = reference.deref();
    if (old === undefined) continue;
    const last = textGeneration(old);
    if (last < generation) noteText(old, undefined, last);
  }
  [older, recent, size] = [recent, [], 0];
  generation += 1;
}

/** Returns the JSON text of a value that was kept; undefined for others. */
export function keptText(value: object): string | undefined {
  const text = notedText(value);
  if (text !== undefined) keepText(value, text);
  return text;
}

/** Returns the JSON text of a stored item, without a change to which texts are kept. */
export function textOfItem(item: object): string {
  return notedText(item) ?? writeExactJson(item) ?? '';
}

/** Returns an item as it is stored: a frozen copy of its JSON, whose text is kept. */
export function asStored<Shape extends object>(item: Shape): Readonly<Shape> {
  if (keptText(item) !== undefined) return item;
  const text = writeExactJson(item) ?? '';
  const stored = frozenAsKnown(parseExactJson(text) as Shape); // its texts are in one piece, and no part of a request
  keepText(stored, text);
  return stored;
}

/** Texts are looked for in objects and lists down to this depth. */
const MAX_DEPTH = 3;

/**
 * Writes a value as JSON, as `writeExactJson` does, with the texts that are kept of the frozen values in it. `undefined`
 * for values that JSON cannot express.
 */
export function writeWithTexts(value: unknown, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH)
    return typeof value === 'boolean' || Number.isFinite(value) ? String(value) : writeExactJson(value);
  const kept = keptText(value);
  if (kept !== undefined) return kept;
  if (Array.isArray(value)) {
    if (!value.some((item) => typeof item === 'object' && item !== null)) return writeExactJson(value);
    return writeList(value, depth);
  }
  if (!isObject(value) || 'toJSON' in value) return writeExactJson(value);
  if (Object.isFrozen(value)) return writeFrozen(value);
  let text = '';
  for (const name of Object.keys(value)) {
    const member = writeWithTexts((value as Record<string, unknown>)[name], depth + 1);
    if (member !== undefined) text += `${text === '' ? '' : ','}${nameText(name)}${member}`;
  }
  return `{${text}}`;
}

const nameText = boundedlyMemoised((name: string) => `${JSON.stringify(name)}:`);

function writeList(list: readonly unknown[], depth: number): string {
  let text = '';
  for (const item of list) text += `${text === '' ? '' : ','}${writeWithTexts(item, depth + 1) ?? 'null'}`;
  return `[${text}]`;
}

/** Writes a frozen value, and keeps its text where nothing can change it. */
function writeFrozen(value: object): string | undefined {
  const text = writeExactJson(value);
  if (text !== undefined && isDeeplyFrozen(value) && isPlainJson(value)) keepText(value, text);
  return text;
}
