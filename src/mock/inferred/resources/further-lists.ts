import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import { isSameItem, itemProperties } from './item-properties.ts';
import { overrideMembers } from './override-members.ts';
import { linksAt, type DescribedResource } from './resource-model.ts';
import { itemResponse, listResponse } from './response-model.ts';

/**
 * Describes a path below a parent that shows the items of `base`: `/owners/{id}/pets` beside `/pets/{id}`. Returns
 * undefined when the path shows other items, or when the items have no member that names the parent.
 */
export function viewBelowParent(
  description: Description,
  path: string,
  base: DescribedResource,
): DescribedResource | undefined {
  const operations = operationsByPath(description.operations).get(path) ?? [];
  const withMethod = (method: string) => operations.find((operation) => operation.method === method);
  const [create, list] = [withMethod('POST'), withMethod('GET')];
  const created = itemResponse(description, create, base.resource);
  const listed = list && listResponse(description, list, base.resource);
  const links = linksAt(description, path, { properties: () => base.properties, key: base.key })();
  const hasSameKey = (listed ?? created)?.place.key === base.key;
  if (!hasSameKey || links.length === 0 || links.some(({ property }) => property === undefined))
    return undefined;
  const resource = {
    ...base.resource,
    ...NO_OPERATIONS,
    collectionPath: path,
    create: created && create,
    list: listed && list,
  };
  return overrideMembers(base, { resource, list: listed, links, post: undefined });
}

/**
 * Describes a list beside the items of `base` that shows some of them: `/pets/findByStatus` beside `/pets/{id}`.
 * Returns undefined when it shows other items.
 */
export function listBesideItems(
  description: Description,
  list: Operation,
  base: DescribedResource,
): DescribedResource | undefined {
  const listed = listResponse(description, list, base.resource);
  if (listed?.place.key !== base.key) return undefined;
  const listedProperties = itemProperties(description, listed.schema, listed.place.envelope);
  if (!isSameItem(base.properties, listedProperties)) return undefined;
  const resource = { ...base.resource, ...NO_OPERATIONS, collectionPath: list.path, list };
  return overrideMembers(base, {
    resource,
    list: listed,
    post: undefined,
    viewOf: base.resource.collectionPath,
  });
}

const NO_OPERATIONS = {
  create: undefined,
  list: undefined,
  read: undefined,
  replace: undefined,
  update: undefined,
  delete: undefined,
};
