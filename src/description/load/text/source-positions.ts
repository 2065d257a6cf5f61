import { readYaml, type YamlState } from '../../../base/text/read-yaml.ts';
import { ANY_TYPES } from '../../../base/text/yaml-schema.ts';

/** A value of a JSON or YAML text, with its position. */
export interface Position {
  /** The offset of its key, or of an item itself, in characters. */
  readonly start: number;
  /** The members of an object or the items of an array; undefined for other values. */
  children: Map<string, Position> | undefined;
  /** The text of its `$ref`, if it has one. */
  reference: string | undefined;
  /** Its keys that stand twice. */
  repeated: readonly RepeatedKey[];
}

interface RepeatedKey {
  readonly name: string;
  /** The offset of the first occurrence. */
  readonly first: number;
}

/** Reads the positions of the first document in a text. @throws YamlError */
export function readPositions(text: string): Position {
  const reader = new PositionReader();
  readYaml(text, {
    types: ANY_TYPES,
    takesLastKey: true,
    listener: (event, state) => reader.take(event, state),
  });
  return reader.root ?? positionAt(0);
}

export function positionAt(start: number): Position {
  return { start, children: undefined, reference: undefined, repeated: [] };
}

/** A node that has been read. */
interface Part {
  readonly value: unknown;
  readonly position: Position;
  /** True where a colon follows, which makes it a key unless it is a value itself. */
  readonly isKey: boolean;
}

/** A node that is being read. */
interface Open {
  readonly start: number;
  readonly parts: Part[];
}

/**
 * Collects positions while the YAML reader composes nodes. It tells of each node before and after, of keys too, and
 * also of attempts: a flow collection is read as the first key of a block mapping before it turns out to be none.
 */
class PositionReader {
  /** The position of the first document. */
  root: Position | undefined;
  readonly #open: Open[] = [];
  /** The collections that have been read. An alias, and the node around a failed attempt, have the same value. */
  readonly #known = new Map<unknown, Position>();
  #scanned = -1;
  #colon = false;

  take(event: 'open' | 'close', state: YamlState): void {
    if (event === 'open') {
      this.#open.push({ start: state.position, parts: [] });
      return;
    }
    const closed = this.#open.pop();
    if (closed === undefined) return;
    const value: unknown = state.result;
    const position = this.#positionOf(closed, value);
    const parent = this.#open.at(-1);
    if (parent === undefined) this.root ??= position;
    else parent.parts.push({ value, position, isKey: this.#isBeforeColon(state) });
  }

  #positionOf({ start, parts }: Open, value: unknown): Position {
    const position = positionAt(start);
    if (typeof value !== 'object' || value === null) return position;
    const known = this.#known.get(value);
    if (known !== undefined) return { ...known, start };
    if (Array.isArray(value)) addItems(position, parts, value);
    else addMembers(position, parts);
    this.#known.set(value, position);
    return position;
  }

  /** True where the next character but for blanks, line breaks and comments is a colon. */
  #isBeforeColon({ input, position }: YamlState): boolean {
    if (this.#scanned === position) return this.#colon;
    NEXT.lastIndex = position;
    NEXT.test(input);
    this.#scanned = position;
    this.#colon = input[NEXT.lastIndex] === ':';
    return this.#colon;
  }
}

/** Matches blanks and comments. */
const NEXT = /(?:[ \t\r\n]+|(?<=[ \t\r\n])#[^\r\n]*)*/y;

/** Adds the members of a mapping, each made of a key and, after a colon, a value. */
function addMembers(position: Position, parts: readonly Part[]): void {
  const children = new Map<string, Position>();
  const written = new Map<string, number>();
  const repeated: RepeatedKey[] = [];
  const merged: Part[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const key = parts[at] as Part;
    const value = key.isKey ? parts[(at += 1)] : undefined;
    const name = String(key.value);
    if (name === '<<' && value !== undefined) {
      merged.push(value);
      continue;
    }
    if (value === undefined && key.value === null) continue; // what is at the end of a mapping, read as another key
    const first = written.get(name);
    if (first === undefined) written.set(name, key.position.start);
    else repeated.push({ name, first });
    children.set(name, { ...(value?.position ?? positionAt(0)), start: key.position.start });
    if (name === '$ref' && typeof value?.value === 'string') position.reference = value.value;
  }
  for (const source of merged) mergeInto(children, source);
  position.children = children;
  position.repeated = repeated;
}

/** Adds the members of a merged mapping, or of a list of such, that are not there yet. */
function mergeInto(children: Map<string, Position>, { value, position }: Part): void {
  const sources = Array.isArray(value) ? [...(position.children?.values() ?? [])] : [position];
  for (const [name, found] of sources.flatMap((source) => [...(source.children ?? [])])) {
    if (!children.has(name)) children.set(name, found);
  }
}

/**
 * Adds the items of a sequence. An item may be a single pair (`[a: 1]`); one that is empty in a block sequence is not
 * told of.
 */
function addItems(position: Position, parts: readonly Part[], list: readonly unknown[]): void {
  const children = new Map<string, Position>();
  let at = 0;
  for (const [index, item] of list.entries()) {
    const part = parts[at];
    if (part === undefined) break;
    const value = part.isKey ? parts[at + 1] : undefined;
    if (value !== undefined && part.value !== item) {
      const pair = positionAt(part.position.start);
      addMembers(pair, [part, value]);
      children.set(String(index), pair);
      at += 2;
    } else if (Object.is(part.value, item)) {
      children.set(String(index), part.position);
      at += 1;
    }
  }
  position.children = children;
}
