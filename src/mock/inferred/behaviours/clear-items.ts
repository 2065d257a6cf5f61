import { isObject } from '../../../base/json.ts';
import type { Item } from '../../state/store.ts';
import { matchingItems } from '../lists/paging.ts';
import type { Act } from './operation-context.ts';

/**
 * Deletes all items, those that the query means, or those that the body lists. What is asked for in a way that is not
 * understood deletes nothing.
 */
export const clearItems: Act = ({ model, opened, request, writer }) => {
  const { key } = model;
  const matching = matchingItems(opened.items(), request.query, [...model.properties.keys()]);
  const listed = request.body === undefined ? undefined : identifiersIn(request.body, key);
  const isMeant = (item: Item) => listed === undefined || listed.includes(String(item[key]));
  const isUnderstood = request.body === undefined || listed !== undefined;
  for (const item of isUnderstood ? (matching ?? []) : []) {
    if (isMeant(item)) opened.delete(String(item[key]));
  }
  return { status: writer.status, body: writer.write([], undefined) };
};

/** `[1, 2]`, `[{ "id": 1 }]`, or an object with such a list alone. */
function identifiersIn(body: unknown, key: string): readonly string[] | undefined {
  const members: readonly unknown[] = isObject(body) ? Object.values(body) : [];
  const list = members.length === 1 ? members[0] : body;
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((one: unknown) => (isObject(one) ? one[key] : one));
  return ids.every((id) => typeof id === 'string' || typeof id === 'number') ? ids.map(String) : undefined;
}
