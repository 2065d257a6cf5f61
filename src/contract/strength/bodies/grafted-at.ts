import { isObject, items, member, type Json } from '../../../base/json.ts';
import type { Way } from './place.ts';

/** Returns a value that has something at a place: what it lacks on the way is that of a sample that has it. */
export function graftedAt(value: Json, sample: Json, [token, ...rest]: Way): Json {
  if (token === undefined) return value;
  const into = (one: Json, other: Json | undefined) =>
    other === undefined ? one : graftedAt(one, other, rest);
  if (Array.isArray(value)) {
    const [list, others] = [value as readonly Json[], items(sample)];
    if (typeof token === 'string') return value;
    return list.length === 0 ? others : list.map((item) => into(item, others[0]));
  }
  if (!isObject(value) || !isObject(sample)) return value;
  if (typeof token === 'string') {
    const other = member(sample, token);
    const own = member(value, token);
    return other === undefined ? value : { ...value, [token]: own === undefined ? other : into(own, other) };
  }
  const isOther = ([name]: readonly [string, Json]) => !token.except.has(name);
  const first = Object.entries(sample).find(isOther);
  if (first === undefined) return value;
  const own = Object.entries(value).filter(isOther);
  const changed = own.length === 0 ? [first] : own.map(([name, one]) => [name, into(one, first[1])] as const);
  return { ...value, ...Object.fromEntries(changed) };
}
