import { atPointer, escapeToken } from '../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../base/json.ts';

// A graph of plain objects as JSON: parts of the document are written as their JSON Pointers, maps as lists of pairs, and
// what stands in several places once, so that it is one object again.

/** A graph, written as JSON. */
export interface WrittenGraph {
  readonly root: unknown;
  /** What stands in several places. */
  readonly shared: readonly unknown[];
}

/** The members that stand for what JSON does not have. Of an object that has one itself, the members are written as pairs. */
const POINTER = '$at';
const PAIRS = '$map';
const SHARED = '$shared';
const MEMBERS = '$members';
const MARKS: readonly string[] = [POINTER, PAIRS, SHARED, MEMBERS];

/** Writes a graph. */
export function writeGraph(root: unknown, document: JsonObject): WrittenGraph {
  const pointers = pointersIn(document);
  const counts = new Map<object, number>();
  const count = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || pointers.has(value)) return;
    const times = (counts.get(value) ?? 0) + 1;
    counts.set(value, times);
    if (times === 1) for (const child of childrenOf(value)) count(child);
  };
  count(root);
  const places = new Map<object, number>();
  const shared: unknown[] = [];
  const write = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const pointer = pointers.get(value);
    if (pointer !== undefined) return { [POINTER]: pointer };
    if (counts.get(value) === 1) return written(value);
    let place = places.get(value);
    if (place === undefined) {
      place = shared.push(undefined) - 1;
      places.set(value, place);
      shared[place] = written(value);
    }
    return { [SHARED]: place };
  };
  const written = (value: object): unknown => {
    if (Array.isArray(value)) return value.map((item) => write(item) ?? null);
    if (value instanceof Map) return { [PAIRS]: [...value].map(([key, item]) => [key, write(item)]) };
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    const pairs = members.map(([name, member]) => [name, write(member)] as const);
    return MARKS.some((mark) => Object.hasOwn(value, mark))
      ? { [MEMBERS]: pairs }
      : Object.fromEntries(pairs);
  };
  return { root: write(root), shared };
}

function childrenOf(value: object): readonly unknown[] {
  return value instanceof Map ? [...value.values()] : Object.values(value);
}

/** Returns the JSON Pointers of the objects and lists of a document. */
function pointersIn(document: JsonObject): WeakMap<object, string> {
  const pointers = new WeakMap<object, string>();
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null || pointers.has(node)) return;
    pointers.set(node, pointer);
    for (const [name, child] of Object.entries(node)) visit(child, `${pointer}/${escapeToken(name)}`);
  };
  visit(document, '');
  return pointers;
}

/** Reads a graph. The counterpart of `writeGraph`. */
export function readGraph({ root, shared }: WrittenGraph, document: JsonObject): unknown {
  const known = new Map<number, unknown>();
  const read = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(read);
    if (!isObject(value)) return value;
    const { [POINTER]: pointer, [PAIRS]: pairs, [SHARED]: place, [MEMBERS]: members } = value;
    if (typeof pointer === 'string') return atPointer(document, pointer);
    if (typeof place === 'number') return sharedAt(place);
    if (Array.isArray(pairs)) return new Map(readPairs(pairs));
    return Object.fromEntries(
      readPairs((members as readonly unknown[] | undefined) ?? Object.entries(value)),
    );
  };
  const readPairs = (pairs: readonly unknown[]): readonly (readonly [string, unknown])[] =>
    pairs.map((pair) => {
      const [name, value] = pair as readonly [string, unknown];
      return [name, read(value)];
    });
  const sharedAt = (place: number): unknown => {
    if (!known.has(place)) known.set(place, read(shared[place]));
    return known.get(place);
  };
  return read(root);
}
