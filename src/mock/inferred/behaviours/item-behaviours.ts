import { documentsRefusal } from '../../../description/resources/documented-refusal.ts';
import type { BehaviourResponse } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import { missingItemReason } from '../collection/open-collection.ts';
import { completeItem } from '../items/complete-item.ts';
import { unsentDefaults, readOnlyMembers, serverTimes } from '../items/item-changes.ts';
import { requestItems } from '../items/request-item.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { createItem } from './create-items.ts';
import type { CollectionContext, OperationHandler, OperationContext } from './operation-context.ts';

export const readItem: OperationHandler = (context) =>
  onItem(context, (item) => context.respondWithItem(item));

/**
 * Deletes an item, and responds with the deleted item when the operation documents a body. One that was deleted before
 * can be deleted again, unless the operation documents 404.
 */
export function deleteItem({ model }: CollectionContext): OperationHandler {
  const refusesDeleted = model.resource.delete !== undefined && documentsRefusal(model.resource.delete, 404);
  return (context) => {
    const { collection, place, writer } = context;
    const id = pathIdentifier(context);
    if (!refusesDeleted && collection.wasDeleted(id)) {
      const known = place === undefined ? undefined : [...place.envelope, place.key];
      return { status: writer.status, body: writer.write(known ?? [], known && id) };
    }
    return onItem(context, (item) => {
      collection.delete(id);
      return context.respondWithItem(item);
    });
  };
}

/**
 * Replaces an item, except for the members that only the server sets. Creates it when it does not exist and the
 * operation documents 201, or when no other operation can create it.
 */
export const replaceItem: OperationHandler = (context) => {
  const { model, operation, collection, tx } = context;
  const id = pathIdentifier(context);
  const has201 = operation.responses.some(({ status }) => status === '201');
  if (
    !collection.has(id) &&
    (has201 || collection.get(id) === undefined) &&
    (has201 || !collection.isCreatable)
  ) {
    const response = context.respondWithItem(createItem(context, sentItem(context), id));
    return has201 ? { ...response, status: 201 } : response;
  }
  return onItem(context, (item) => {
    const sent = sentItem(context);
    const next = {
      ...unsentDefaults(model, sent),
      ...membersOfServer(context, item),
      ...responseOnlyMembers(context, item),
      ...createdTimes(model, item),
      ...sent,
      ...serverTimes(model, tx, { sent, isNew: false }),
      [model.key]: item[model.key],
    };
    const stored = collection.replace(
      item,
      completeItem(model, collection.withParents(next), collection.name, collection.seeding),
    );
    return context.respondWithItem(stored);
  });
};

/** Returns the members that only the server sets: read-only ones, unless the request's schema has them as writable. */
export function membersOfServer({ model, requestPlace }: OperationContext, item: Item): Item {
  const entries = Object.entries(readOnlyMembers(model, item)).filter(
    ([name]) => requestPlace.properties.get(name)?.isReadOnly !== false,
  );
  return Object.fromEntries(entries);
}

/** Returns the members that only responses have: a request cannot replace them. */
function responseOnlyMembers({ model, requestPlace }: OperationContext, item: Item): Item {
  if (requestPlace.properties.size === 0) return {};
  const entries = Object.entries(item).filter(
    ([name]) => model.properties.has(name) && !requestPlace.properties.has(name),
  );
  return Object.fromEntries(entries);
}

/** Returns the times of creation, which a PUT does not change. */
function createdTimes(model: ResourceModel, item: Item): Item {
  const entries = Object.entries(item).filter(
    ([name]) => /^created/i.test(name) && model.properties.get(name)?.format === 'date-time',
  );
  return Object.fromEntries(entries);
}

/** Calls `act` with the item that the path names. Responds with 404 when there is none. */
export function onItem(
  context: OperationContext,
  act: (item: Item, id: string) => BehaviourResponse,
): BehaviourResponse {
  const { model, collection } = context;
  const id = pathIdentifier(context);
  const item = collection.get(id);
  return item === undefined ? { status: 404, reason: missingItemReason(model, id) } : act(item, id);
}

/** Returns the identifier in the path of a request, as text. */
export function pathIdentifier({ model, request }: OperationContext): string {
  return String(request.path[model.resource.parameter]);
}

/** Returns the item in a request's body; an empty one when there is none. */
export function sentItem({ request, requestPlace, model }: OperationContext): Item {
  return requestItems(request.body, requestPlace, model.properties).items[0] ?? {};
}
