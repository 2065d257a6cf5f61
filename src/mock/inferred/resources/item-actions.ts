import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import {
  documentsRefusalsOnly,
  sentContent,
  successOf,
} from '../../../description/resources/body-content.ts';
import { operationsByPath, type Resource } from '../../../description/resources/resource.ts';
import { isMostly, isSameItem, itemProperties, type ItemProperties } from './item-properties.ts';
import { itemResponse } from './response-model.ts';

/** The items of a collection. */
interface Items {
  readonly properties: () => ItemProperties;
  readonly key: string;
}

/**
 * Returns the POST on the path of an item, when it changes the item or is an action on it: it shows the item, or takes
 * members of it. Undefined for any other POST, and for one that creates items below the path.
 */
export function changingPost(
  description: Description,
  resource: Resource,
  items: Items,
): Operation | undefined {
  const ofPath = operationsByPath(description.operations).get(resource.itemPath) ?? [];
  const post = ofPath.find(({ method }) => method === 'POST');
  if (post === undefined || documentsRefusalsOnly(post)) return undefined;
  return showsItem(description, post, resource, items) || takesMembers(description, post, items.properties())
    ? post
    : undefined;
}

const CHANGING = ['POST', 'PUT', 'PATCH'];

/**
 * Returns the operations at a path below an item's that are actions on the item, as in `POST /orders/{id}/cancel`: they
 * show the item itself, and not a new one.
 */
export function actionsAt(
  description: Description,
  path: string,
  resource: Resource,
  items: Items,
): readonly Operation[] {
  const operations = operationsByPath(description.operations).get(path) ?? [];
  if (operations.some(({ method }) => method === 'GET')) return [];
  return operations.filter(
    (operation) =>
      CHANGING.includes(operation.method) &&
      successOf(operation)?.status !== '201' &&
      showsItem(description, operation, resource, items),
  );
}

/** True when the success of an operation shows the items of the collection. */
function showsItem(
  description: Description,
  operation: Operation,
  resource: Resource,
  { properties, key }: Items,
): boolean {
  const shown = itemResponse(description, operation, resource);
  if (shown?.place.key !== key) return false;
  return isSameItem(properties(), itemProperties(description, shown.schema, shown.place.envelope));
}

/** True when at least half of the members of the body are the item's. */
function takesMembers(description: Description, operation: Operation, properties: ItemProperties): boolean {
  const sent = sentContent(operation)?.schema;
  return sent !== undefined && isMostly(itemProperties(description, sent, []), properties);
}
