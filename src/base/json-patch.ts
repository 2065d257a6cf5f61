import { atPointer, parsePointer } from './json-pointer.ts';
import { equalJson, isObject, setOwn, stringMember } from './json.ts';

export type Patched =
  | { readonly kind: 'patched'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly reason: string };

/** Applies a JSON Patch (RFC 6902) as a whole or not at all. The target is not changed. */
export function jsonPatch(target: unknown, operations: readonly unknown[]): Patched {
  let value: unknown = structuredClone(target);
  for (const [index, operation] of operations.entries()) {
    const outcome = applyOne(value, operation);
    if (outcome.kind === 'refused') return { kind: 'refused', reason: `/${index}: ${outcome.reason}` };
    ({ value } = outcome);
  }
  return { kind: 'patched', value };
}

function applyOne(target: unknown, operation: unknown): Patched {
  const path = stringMember(operation, 'path');
  const from = stringMember(operation, 'from');
  if (!isObject(operation) || path === undefined) return { kind: 'refused', reason: `there is no 'path'` };
  const { op, value } = operation;
  switch (op) {
    case 'add':
      return insert(target, path, structuredClone(value));
    case 'remove':
      return remove(target, path);
    case 'replace': {
      const removed = remove(target, path);
      return removed.kind === 'refused' ? removed : insert(removed.value, path, structuredClone(value));
    }
    case 'move':
    case 'copy':
      return transfer(target, from ?? '', path, op === 'move');
    case 'test': {
      const isEqual = equalJson(atPointer(target, path), value);
      return isEqual ? { kind: 'patched', value: target } : { kind: 'refused', reason: `${path} is another` };
    }
    default:
      return { kind: 'refused', reason: `there is no operation ${JSON.stringify(op)}` };
  }
}

function transfer(target: unknown, from: string, path: string, isMove: boolean): Patched {
  const moved = atPointer(target, from);
  if (moved === undefined) return { kind: 'refused', reason: `there is nothing at ${from}` };
  const rest = isMove ? remove(target, from) : ({ kind: 'patched', value: target } as const);
  return rest.kind === 'refused' ? rest : insert(rest.value, path, structuredClone(moved));
}

function insert(target: unknown, path: string, value: unknown): Patched {
  if (path === '') return { kind: 'patched', value };
  const place = placeOf(target, path);
  if (place === undefined) return { kind: 'refused', reason: `there is no place ${path}` };
  const { parent, name } = place;
  if (!Array.isArray(parent)) {
    setOwn(parent as Record<string, unknown>, name, value);
    return { kind: 'patched', value: target };
  }
  const index = name === '-' ? parent.length : Number(name);
  if (!Number.isInteger(index) || index < 0 || index > parent.length) {
    return { kind: 'refused', reason: `there is no place ${path}` };
  }
  parent.splice(index, 0, value);
  return { kind: 'patched', value: target };
}

function remove(target: unknown, path: string): Patched {
  if (path === '') return { kind: 'patched', value: undefined };
  const place = placeOf(target, path);
  if (place === undefined || atPointer(target, path) === undefined) {
    return { kind: 'refused', reason: `there is nothing at ${path}` };
  }
  const { parent, name } = place;
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
  return { kind: 'patched', value: target };
}

/** Returns the object or array that contains a path, with the last token; undefined where it does not exist. */
function placeOf(
  target: unknown,
  path: string,
): { readonly parent: object; readonly name: string } | undefined {
  const tokens = parsePointer(path);
  const name = tokens.pop() ?? '';
  const parent = tokens.reduce<unknown>(
    (node, token) =>
      typeof node === 'object' && node !== null && Object.hasOwn(node, token)
        ? (node as Record<string, unknown>)[token]
        : undefined,
    target,
  );
  return typeof parent === 'object' && parent !== null ? { parent, name } : undefined;
}
