import { formatPointer, parsePointer, pointerOfFragment } from '../../base/json-pointer.ts';
import { isObject, items, member, members, type Json, type JsonObject } from '../../base/json.ts';
import type { Operation } from '../model/operation.ts';

/** The fields of a Path Item Object that are operations. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * Returns a document with the paths of some operations, and with the components that these lead to. Everything that is left
 * stands where it stood. A document with names of its own for schemas keeps all components.
 */
export function prunedDocument(document: JsonObject, operations: readonly Operation[]): JsonObject {
  const wanted = new Set(operations.map(({ pointer }) => pointer));
  const paths = members(document['paths']).flatMap(([path, item]): [string, Json][] => {
    const kept = members(item).filter(
      ([name]) => !METHODS.includes(name) || wanted.has(formatPointer(['paths', path, name])),
    );
    return kept.some(([name]) => METHODS.includes(name)) || hasOthers(item)
      ? [[path, Object.fromEntries(kept)]]
      : [];
  });
  const pruned: JsonObject = { ...document, paths: Object.fromEntries(paths) };
  const reached = reachedFrom(pruned);
  const { components } = document;
  if (reached === undefined || !isObject(components)) return pruned;
  const kept = members(components).map(([kind, named]): [string, Json] => [
    kind,
    kind === 'securitySchemes'
      ? named
      : Object.fromEntries(members(named).filter(([name]) => reached.has(`${kind} ${name}`))),
  ]);
  return { ...pruned, components: Object.fromEntries(kept) };
}

/** True for a path item whose operations stand elsewhere, or under other names. */
function hasOthers(item: Json): boolean {
  return member(item, '$ref') !== undefined || member(item, 'additionalOperations') !== undefined;
}

/**
 * Returns the components that everything else leads to; undefined where references have other forms than pointers into the
 * document, or stand in documents of their own.
 */
function reachedFrom({ components = {}, ...rest }: JsonObject): ReadonlySet<string> | undefined {
  if (rest['x-external'] !== undefined) return undefined;
  const reached = new Set<string>();
  const waiting: Json[] = [rest];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (Array.isArray(node)) waiting.push(...items(node));
    if (!isObject(node)) continue;
    if (OTHER_NAMES.some((name) => member(node, name) !== undefined)) return undefined;
    for (const [name, value] of members(node)) {
      if (typeof value !== 'string') waiting.push(value);
      else if (name === '$ref' && !value.startsWith('#/')) return undefined;
      else if (value.startsWith('#/')) waiting.push(...componentAt(value, components, reached));
    }
  }
  return reached;
}

/** The keywords by which schemas have names of their own. */
const OTHER_NAMES = ['$id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveRef'];

/** Marks the component that a reference leads into, and returns it where it was not marked yet. */
function componentAt(reference: string, components: Json, reached: Set<string>): readonly Json[] {
  const [first, kind = '', name = ''] = parsePointer(pointerOfFragment(reference.slice(1)));
  const key = `${kind} ${name}`;
  const found = first === 'components' ? member(member(components, kind), name) : undefined;
  if (found === undefined || reached.has(key)) return [];
  reached.add(key);
  return [found];
}
