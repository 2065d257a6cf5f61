import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import { itemAnswer, listAnswer } from './response-model.ts';
import { itemProperties, type ItemProperties } from './item-properties.ts';
import { derived } from './override-members.ts';
import { linksAt, type ShownResource } from './resource-model.ts';

/** A collection below a parent whose items have paths of their own: `/owners/{id}/pets` with `/pets/{id}`. */
export function viewOf(
  description: Description,
  path: string,
  base: ShownResource,
): ShownResource | undefined {
  const own = operationsByPath(description.operations).get(path) ?? [];
  const on = (method: string) => own.find((operation) => operation.method === method);
  const [create, list] = [on('POST'), on('GET')];
  const shown = itemAnswer(description, create, base.resource);
  const listed = list && listAnswer(description, list, base.resource);
  const links = linksAt(description, path, { properties: () => base.properties, key: base.key })();
  const isSame = (listed ?? shown)?.place.key === base.key;
  if (!isSame || links.length === 0 || links.some(({ property }) => property === undefined)) return undefined;
  const resource = {
    ...base.resource,
    ...NOTHING,
    collectionPath: path,
    create: shown && create,
    list: listed && list,
  };
  return derived(base, { resource, list: listed, links });
}

/** A list beside the items that shows some of them: `/pets/findByStatus` beside `/pets/{id}`. */
export function finderOf(
  description: Description,
  list: Operation,
  base: ShownResource,
): ShownResource | undefined {
  const listed = listAnswer(description, list, base.resource);
  if (listed?.place.key !== base.key) return undefined;
  const shown = itemProperties(description, listed.schema, listed.place.envelope);
  if (!isSameItem(base.properties, shown)) return undefined;
  const resource = { ...base.resource, ...NOTHING, collectionPath: list.path, list };
  return derived(base, { resource, list: listed, viewOf: base.resource.collectionPath });
}

const NOTHING = {
  create: undefined,
  list: undefined,
  read: undefined,
  replace: undefined,
  update: undefined,
  delete: undefined,
};

/** Almost all that the other shows is known of the item. */
function isSameItem(item: ItemProperties, other: ItemProperties): boolean {
  const known = [...other.keys()].filter((name) => item.has(name)).length;
  return known > 1 && known >= other.size * 0.8;
}
