import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';
import { parsePointer } from '../../base/json-pointer.ts';
import { lineAt } from './line-at.ts';

/** A value of a JSON or YAML text, and where it stands. */
interface Position {
  /** In characters: of its key, or of the item itself. */
  readonly start: number;
  /** The members of an object or the items of an array; none in anything else. */
  readonly children: Map<string, Position>;
  /** Where its `$ref` leads, if it has one. */
  reference: string | undefined;
}

/** Where a JSON Pointer ends in a text: at a value, or at the nearest one around it. */
export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** The tokens behind the value, which has no such member. */
  readonly rest: readonly string[];
  /** Where the `$ref` of the value leads, if it has one. */
  readonly reference: string | undefined;
}

/** Finds JSON Pointers in a JSON or YAML text. */
export type FindInText = (pointer: string) => TextPlace;

/** How deep a text may be nested: the parser takes the stack. */
const DEEPEST = 500;

/** In a text that cannot be read, all stands on its first line. */
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
    return new PositionReader(text).read(parseEvents(text, { maxDepth: DEEPEST }));
  } catch {
    return positionAt(0);
  }
}

function positionAt(start: number): Position {
  return { start, children: new Map(), reference: undefined };
}

/** A collection that is being read. */
interface Open {
  readonly position: Position;
  readonly isMapping: boolean;
  /** What its merge keys (`<<`) bring. */
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
        const meant = this.#anchors.get(name);
        this.#add(event.anchorStart, (start) => ({ ...positionAt(start), ...meant, start }));
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

  /** A value of the collection that is open: it stands where its key does. */
  #add(start: number, make: (start: number) => Position): Position {
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      const made = make(start);
      this.#root ??= made; // of several documents, the first counts
      return made;
    }
    const name = parent.isMapping ? (parent.key?.text ?? '') : String(parent.position.children.size);
    const position = make(parent.key?.start ?? start);
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

/** The members of a mapping that is merged, or of a list of such, are its own, unless it has them itself. */
function merge(into: Position, source: Position): void {
  const isList = source.children.has('0');
  const members = isList
    ? [...source.children.values()].flatMap(({ children }) => [...children])
    : source.children;
  for (const [name, position] of members) {
    if (!into.children.has(name)) into.children.set(name, position);
  }
}
