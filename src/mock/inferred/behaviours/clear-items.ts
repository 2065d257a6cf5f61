import { equalJson, isObject } from '../../../base/json.ts';
import type { Item } from '../../state/store.ts';
import { matchingItems } from '../lists/paging.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import type { OperationHandler } from './operation-context.ts';

/**
 * Deletes all items; only those that the query selects, that the body lists, or that have all members of the body. Deletes
 * nothing when the query or the body is not understood.
 */
export const clearItems: OperationHandler = ({ model, collection, request, writer }) => {
  const { key } = model;
  const matching = matchingItems(collection.items(), request.query, [...model.properties.keys()]);
  const isMeant = request.body === undefined ? () => true : selectionIn(request.body, model);
  for (const item of (matching ?? []).filter(isMeant)) collection.delete(String(item[key]));
  return { status: writer.status, body: writer.write([], undefined) };
};

/** Reads which items a body means: none where it is not understood. */
function selectionIn(body: unknown, { key, properties }: ResourceModel): (item: Item) => boolean {
  const listed = identifiersIn(body, key);
  if (listed !== undefined) return (item) => listed.includes(String(item[key]));
  const members = isObject(body) ? Object.entries(body) : [];
  if (members.length === 0 || !members.every(([name]) => properties.has(name))) return () => false;
  return (item) => members.every(([name, value]) => equalJson(item[name], value));
}

/** Reads identifiers from `[1, 2]`, `[{ "id": 1 }]`, or an object whose only member is such a list. */
function identifiersIn(body: unknown, key: string): readonly string[] | undefined {
  const members: readonly unknown[] = isObject(body) ? Object.values(body) : [];
  const list = members.length === 1 ? members[0] : body;
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((entry: unknown) => (isObject(entry) ? entry[key] : entry));
  return ids.every((id) => typeof id === 'string' || typeof id === 'number') ? ids.map(String) : undefined;
}
