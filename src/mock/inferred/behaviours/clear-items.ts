import { isObject } from '../../../base/json.ts';
import type { Item } from '../../state/store.ts';
import { matchingItems } from '../lists/paging.ts';
import type { OperationHandler } from './operation-context.ts';

/**
 * Deletes all items; only those that the query selects, or that the body lists. Deletes nothing when the query or the
 * body is not understood.
 */
export const clearItems: OperationHandler = ({ model, collection, request, writer }) => {
  const { key } = model;
  const matching = matchingItems(collection.items(), request.query, [...model.properties.keys()]);
  const listed = request.body === undefined ? undefined : identifiersIn(request.body, key);
  const isListed = (item: Item) => listed === undefined || listed.includes(String(item[key]));
  const isUnderstood = request.body === undefined || listed !== undefined;
  for (const item of isUnderstood ? (matching ?? []) : []) {
    if (isListed(item)) collection.delete(String(item[key]));
  }
  return { status: writer.status, body: writer.write([], undefined) };
};

/** Reads identifiers from `[1, 2]`, `[{ "id": 1 }]`, or an object whose only member is such a list. */
function identifiersIn(body: unknown, key: string): readonly string[] | undefined {
  const members: readonly unknown[] = isObject(body) ? Object.values(body) : [];
  const list = members.length === 1 ? members[0] : body;
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((entry: unknown) => (isObject(entry) ? entry[key] : entry));
  return ids.every((id) => typeof id === 'string' || typeof id === 'number') ? ids.map(String) : undefined;
}
