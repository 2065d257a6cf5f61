import { isObject, type Json } from '../../../base/json.ts';
import type { Way } from './place.ts';

/** Stands for a member or item that is left out. */
export const DROPPED = Symbol('dropped');

/** Changes the values at a place. Undefined where there are none, or none is changed. */
export function changedAt(
  value: Json,
  [token, ...rest]: Way,
  change: (value: Json) => Json | typeof DROPPED | undefined,
): Json | typeof DROPPED | undefined {
  if (token === undefined) return change(value);
  const inner = (name: string, one: Json) =>
    (typeof token === 'string' ? token === name : !token.except.has(name))
      ? changedAt(one, rest, change)
      : undefined;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (typeof token === 'string') return undefined;
    const changed = list.map((item, index) => inner(String(index), item));
    if (changed.every((one) => one === undefined)) return undefined;
    return list.flatMap((item, index) => kept(changed[index], item));
  }
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  const changed = entries.map(([name, one]) => inner(name, one));
  if (changed.every((one) => one === undefined)) return undefined;
  return Object.fromEntries(
    entries.flatMap(([name, one], index) =>
      kept(changed[index], one).map((left): [string, Json] => [name, left]),
    ),
  );
}

function kept(changed: Json | typeof DROPPED | undefined, value: Json): readonly Json[] {
  if (changed === DROPPED) return [];
  return [changed === undefined ? value : changed];
}
