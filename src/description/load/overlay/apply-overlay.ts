import { query } from 'json-p3';
import { messageOf } from '../../../base/error-message.ts';
import { isObject, members, type JsonObject } from '../../../base/json.ts';
import type { Origins } from './origins.ts';
import type { Action, OverlayFault } from './overlay.ts';

/** An overlay that is applied to a document. */
interface Applying {
  readonly document: JsonObject;
  readonly origins: Origins;
  /** The JSON Pointer that stands for the overlay itself. */
  readonly prefix: string;
  readonly errors: OverlayFault[];
  /** Called for an action that changes nothing. */
  readonly onNothing: (fault: OverlayFault) => void;
}

/** Applies the actions of an overlay in their order. Changes the document. An action that cannot be applied is an error. */
export function applyOverlay(actions: readonly Action[], applying: Applying): void {
  for (const action of actions) {
    try {
      apply(action, applying);
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      applying.errors.push({ pointer: error.pointer, message: error.message });
    }
  }
}

/** An action that cannot be applied. Caught where the actions are. */
class ActionError extends Error {
  override readonly name = 'ActionError';
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

/** A selected node, with the keys and indices that lead to it. */
interface Selected {
  readonly value: unknown;
  readonly path: readonly string[];
}

function apply(action: Action, applying: Applying): void {
  const { target, pointer, change } = action;
  const selected = select(applying.document, target, `${pointer}/target`);
  if (selected.length === 0) {
    applying.onNothing({ pointer: `${pointer}/target`, message: `the target ${target} selects nothing` });
    return;
  }
  if (change.kind === 'remove') {
    remove(selected, pointer, applying);
    return;
  }
  const kinds = [...new Set(selected.map(({ value }) => NAMES[kindOf(value)]))];
  if (kinds.length > 1) {
    throw new ActionError(pointer, `the target selects nodes of several kinds: ${kinds.join(' and ')}`);
  }
  const source = sourceOf(action, applying);
  for (const node of selected) merge(node, source, pointer, applying);
}

/** What is merged into the selected nodes. */
interface Source {
  readonly value: unknown;
  /** Where it is from: a JSON Pointer into the overlay, or into the description. */
  readonly origin: string;
}

function sourceOf({ change, pointer }: Action, { document, origins, prefix }: Applying): Source {
  if (change.kind !== 'copy') {
    const value = change.kind === 'update' ? change.value : null;
    return { value, origin: `${prefix}${pointer}/update` };
  }
  const [found, ...others] = select(document, change.from, `${pointer}/copy`);
  if (found === undefined || others.length > 0) {
    const count = found === undefined ? 'nothing' : `${others.length + 1} nodes`;
    throw new ActionError(`${pointer}/copy`, `copy takes one node, but ${change.from} selects ${count}`);
  }
  return { value: origins.copy(found.value), origin: origins.of(document, found.path) };
}

/** Selects nodes by a JSONPath query. @throws ActionError where it is none */
function select(document: JsonObject, path: string, pointer: string): readonly Selected[] {
  try {
    return query(path, document as never).nodes.map(({ value, location }) => ({
      value,
      path: location.map(String),
    }));
  } catch (error) {
    const hint = 'write a JSONPath query (RFC 9535)';
    throw new ActionError(pointer, `${path} cannot be read: ${messageOf(error)}: ${hint}`);
  }
}

/** Removes the nodes, the last ones first, so that the indices of those before them stay. */
function remove(selected: readonly Selected[], pointer: string, { document, origins }: Applying): void {
  for (const { path } of selected.toReversed()) {
    const key = path.at(-1);
    if (key === undefined) throw new ActionError(pointer, 'the whole description cannot be removed');
    const holder = nodeAt(document, path.slice(0, -1));
    if (typeof holder === 'object' && holder !== null) origins.remove(holder, key);
  }
}

function merge({ value, path }: Selected, source: Source, pointer: string, applying: Applying): void {
  const { document, origins } = applying;
  const key = path.at(-1);
  const holder = nodeAt(document, path.slice(0, -1));
  if (isObject(value) || Array.isArray(value)) {
    mergeInto(value, source, pointer, origins);
  } else if (kindOf(source.value) !== 'primitive') {
    throw incompatible(pointer, value, source.value, path);
  } else if (typeof holder === 'object' && holder !== null && key !== undefined) {
    origins.set(holder, key, source.value, source.origin);
  }
}

/** Merges a value into an object or a list. To a list, a list is added, and anything else as an item. */
function mergeInto(target: object, { value, origin }: Source, pointer: string, origins: Origins): void {
  if (Array.isArray(target)) {
    const added = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    for (const [index, item] of added.entries()) {
      const from = Array.isArray(value) ? origins.at(value, String(index), origin) : origin;
      origins.set(target, String(target.length), origins.copy(item), from);
    }
    return;
  }
  if (!isObject(value)) throw incompatible(pointer, target, value, []);
  for (const [key, child] of members(value)) {
    const own = Object.hasOwn(target, key) ? (target as JsonObject)[key] : undefined;
    const from = origins.at(value, key, origin);
    if (own === undefined || (kindOf(own) === 'primitive' && kindOf(child) === 'primitive')) {
      origins.set(target, key, origins.copy(child), from);
    } else if (kindOf(own) === kindOf(child)) {
      mergeInto(own as object, { value: child, origin: from }, pointer, origins);
    } else {
      throw incompatible(pointer, own, child, [key]);
    }
  }
}

function incompatible(
  pointer: string,
  target: unknown,
  value: unknown,
  path: readonly string[],
): ActionError {
  const name = path.at(-1) === undefined ? 'the target' : `'${path.at(-1)}'`;
  const [there, here] = [NAMES[kindOf(target)], NAMES[kindOf(value)]];
  return new ActionError(pointer, `${name} is ${there} in the description, and ${here} here`);
}

type Kind = 'object' | 'array' | 'primitive';

const NAMES: Readonly<Record<Kind, string>> = {
  object: 'an object',
  array: 'a list',
  primitive: 'a single value',
};

function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return 'array';
  return isObject(value) ? 'object' : 'primitive';
}

function nodeAt(document: JsonObject, path: readonly string[]): unknown {
  let node: unknown = document;
  for (const key of path) node = (node as Record<string, unknown>)[key];
  return node;
}
