import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';
import { parsePointer } from '../../base/json-pointer.ts';
import { lineAt } from './line-at.ts';

/** A value of a JSON or YAML text, with its position. */
interface Position {
  /** The offset of its key, or of an item itself, in characters. */
  readonly start: number;
  /** The members of an object or the items of an array. */
  readonly children: Map<string, Position>;
  /** The text of its `$ref`, if it has one. */
  reference: string | undefined;
}

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

/** Limits nesting: the parser is recursive. */
const MAX_DEPTH = 500;

/** Creates a finder for a text. In one that cannot be parsed, every pointer is on the first line. */
export function findInText(text: string): FindInText {
  const root = readPositions(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);
  return (pointer) => {
    const tokens = parsePointer(pointer);
    let found = root;
    let depth = 0;
    for (const token of tokens) {
      const next = found.children.get(token);
      if (next === undefined) break;
      found = next;
      depth += 1;
    }
    return { line: lineAt(text, found.start), rest: tokens.slice(depth), reference: found.reference };
  };
}

function readPositions(text: string): Position {
  try {
    return new PositionReader(text).read(parseEvents(text, { maxDepth: MAX_DEPTH }));
  } catch {
    return positionAt(0);
  }
}

function positionAt(start: number): Position {
  return { start, children: new Map(), reference: undefined };
}

/** An object or array that is being read. */
interface Open {
  readonly position: Position;
  readonly isMapping: boolean;
  /** The values of its merge keys (`<<`). */
  readonly merged: Position[];
  /** The key whose value comes next, in a mapping. */
  key: { readonly text: string; readonly start: number } | undefined;
}

class PositionReader {
  readonly #text: string;
  readonly #open: Open[] = [];
  readonly #anchors = new Map<string, Position>();
  #root: Position | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(events: readonly Event[]): Position {
    for (const event of events) this.#take(event);
    return this.#root ?? positionAt(0);
  }

  #take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return;
      case EVENT_ID.POP:
        this.#close();
        return;
      case EVENT_ID.ALIAS: {
        const name = this.#text.slice(event.anchorStart, event.anchorEnd);
        const target = this.#anchors.get(name);
        this.#add(event.anchorStart, (start) => ({ ...positionAt(start), ...target, start }));
        return;
      }
      case EVENT_ID.SCALAR:
        this.#takeScalar(event);
        return;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const position = this.#add(event.start, positionAt);
        this.#name(event, position);
        this.#open.push({ position, isMapping: event.type === EVENT_ID.MAPPING, merged: [], key: undefined });
      }
    }
  }

  #takeScalar(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): void {
    const parent = this.#open.at(-1);
    const text = getScalarValue(this.#text, event);
    if (parent?.isMapping === true && parent.key === undefined) {
      parent.key = { text, start: event.valueStart };
      return;
    }
    if (parent?.key?.text === '$ref') parent.position.reference = text;
    this.#name(event, this.#add(event.valueStart, positionAt));
  }

  /** Adds a value to the open collection, at the position of its key. */
  #add(start: number, create: (start: number) => Position): Position {
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      const root = create(start);
      this.#root ??= root; // of several documents, the first counts
      return root;
    }
    const name = parent.isMapping ? (parent.key?.text ?? '') : String(parent.position.children.size);
    const position = create(parent.key?.start ?? start);
    if (name === '<<') parent.merged.push(position);
    else parent.position.children.set(name, position);
    parent.key = undefined;
    return position;
  }

  #close(): void {
    const closed = this.#open.pop();
    for (const source of closed?.merged ?? []) merge(closed?.position ?? source, source);
  }

  #name(event: { readonly anchorStart: number; readonly anchorEnd: number }, position: Position): void {
    if (event.anchorStart === -1) return;
    this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), position);
  }
}

/** Adds the members of a merged mapping, or of a list of such, that the target does not have itself. */
function merge(into: Position, source: Position): void {
  const isList = source.children.has('0');
  const members = isList
    ? [...source.children.values()].flatMap(({ children }) => [...children])
    : source.children;
  for (const [name, position] of members) {
    if (!into.children.has(name)) into.children.set(name, position);
  }
}
