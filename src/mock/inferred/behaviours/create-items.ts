import type { Description } from '../../../description/model/description.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { documentsRefusal } from '../../../description/resources/documented-refusal.ts';
import { itemPlaceIn, listPlaceIn, type ItemPlace } from '../../../description/resources/item-place.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import type { BehaviourResponse } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import { repairReferences } from '../collection/fill-collection.ts';
import { completeItem } from '../items/complete-item.ts';
import { unsentDefaults, serverTimes } from '../items/item-changes.ts';
import { createItemView } from '../items/item-view.ts';
import { requestItems } from '../items/request-item.ts';
import { serverMembers } from '../items/server-members.ts';
import { itemProperties } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { createdLocation } from './created-location.ts';
import { answerKeeper } from './keep-answered.ts';
import type { OperationHandler, CollectionContext, OperationContext } from './operation-context.ts';

/** Creates the item in the request, or each item of a list, and responds with it, or with all of them. */
export function createItems({ description, model }: CollectionContext): OperationHandler {
  const { create } = model.resource;
  const schema = create && successContent(create)?.schema;
  const listed = schema && createdList(description, schema, model);
  const view = createItemView(description, model, schema, listed);
  const locationOf = create && createdLocation(description, model, create);
  const keeper = answerKeeper(description, model);
  const refusesTaken = create !== undefined && documentsRefusal(create, 409);
  return (context) => {
    const { requestPlace, request, writer, place, collection } = context;
    const { items, isList } = requestItems(request.body, requestPlace, model.properties);
    const conflict = refusesTaken ? conflictOf(context, items) : undefined;
    if (conflict !== undefined) return conflict;
    const stored = items.map((sent) => createItem(context, sent));
    const [first] = stored;
    const showsAll = listed !== undefined && (isList || place === undefined);
    if (first === undefined || showsAll) {
      const body = writer.write(listed?.envelope ?? [], stored.map(view));
      if (listed !== undefined) keeper.keepAll(collection, stored, { body, place: listed });
      return { status: writer.status, body };
    }
    const response = context.respondWithItem(first);
    if (place !== undefined) keeper.keep(collection, first, { body: response.body, place });
    const location = locationOf?.(request, first);
    return location === undefined ? response : { ...response, headers: { ...response.headers, location } };
  };
}

/**
 * Returns the place of the list of created items in the answer. Undefined when the answer shows one item: then a list in
 * it is a member of the item, such as its `fields`.
 */
function createdList(
  description: Description,
  schema: Schema,
  { resource, properties }: ResourceModel,
): ItemPlace | undefined {
  const listed = listPlaceIn(description, schema, resource);
  const single = itemPlaceIn(description, schema, resource);
  if (listed === undefined || single === undefined) return listed;
  const shared = ({ envelope }: ItemPlace) =>
    [...itemProperties(description, schema, envelope).keys()].filter((name) => properties.has(name)).length;
  return shared(listed) > shared(single) ? listed : undefined;
}

/**
 * Returns the 409 for identifiers in the request that are in use. Where no 409 is documented, a new item takes the place
 * of the one that has its identifier.
 */
function conflictOf(
  { model, collection }: OperationContext,
  items: readonly Item[],
): BehaviourResponse | undefined {
  const ids = items
    .map((item) => identifierIn(model, item))
    .filter((id) => id !== undefined)
    .map(String);
  const taken = ids.find((id, index) => ids.indexOf(id) < index || collection.has(id));
  if (taken === undefined) return undefined;
  return { status: 409, reason: `there is already an item with ${model.key} ${taken}` };
}

/**
 * Stores a new item: the members that were sent, with those that the server adds. `known` is its identifier when the
 * path names it.
 */
export function createItem(context: OperationContext, sent: Item, known?: string): Item {
  const { model, tx, collection, requestPlace, references } = context;
  const given = identifierIn(model, known === undefined ? sent : { [model.key]: known });
  const id = given ?? collection.newId();
  const added = serverMembers(model, id, collection, { sent, requestProperties: requestPlace.properties });
  const created: Item = {
    ...added,
    ...repairReferences(references, added, 0),
    ...collection.nextNumbers(),
    ...unsentDefaults(model, sent),
    ...sent,
    ...serverTimes(model, tx, { sent, isNew: true }),
    [model.key]: id,
  };
  const complete = completeItem(model, collection.withParents(created), collection.name, collection.seeding);
  const isTaken = given !== undefined && collection.has(String(given));
  return collection.add(complete, isTaken ? collection.get(String(given)) : undefined);
}

/** Returns the identifier that an item brings along; undefined when it has none, or one of another type. */
function identifierIn({ key, properties }: ResourceModel, item: Item): string | number | undefined {
  const given = item[key];
  const type = properties.get(key)?.type;
  if (type === 'integer' || type === 'number') {
    const isNumeric = typeof given === 'number' || (typeof given === 'string' && /^-?\d+$/.test(given));
    return isNumeric ? Number(given) : undefined;
  }
  return (typeof given === 'string' && given !== '') || typeof given === 'number' ? given : undefined;
}
