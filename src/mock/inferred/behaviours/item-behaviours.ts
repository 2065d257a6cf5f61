import { setAt } from '../../../base/edit-json.ts';
import { mergePatch, jsonPatch, type Patched } from '../../../base/json-patch.ts';
import { parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { BehaviourResponse } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import { missingItemReason } from '../collection/open-collection.ts';
import { generateItemBody } from '../collection/seed-items.ts';
import { completeItem } from '../items/complete-item.ts';
import { unsentDefaults, readOnlyMembers, serverTimes } from '../items/item-changes.ts';
import { requestItems } from '../items/request-item.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { responseValidator } from '../responses/fitting-tools.ts';
import { createItem } from './create-items.ts';
import type { OperationHandler, OperationContext } from './operation-context.ts';

export const readItem: OperationHandler = (context) =>
  onItem(context, (item) => context.respondWithItem(item));

/** Deletes an item, and responds with the deleted item when the operation documents a body. */
export const deleteItem: OperationHandler = (context) =>
  onItem(context, (item, id) => {
    context.collection.delete(id);
    return context.respondWithItem(item);
  });

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
function membersOfServer({ model, requestPlace }: OperationContext, item: Item): Item {
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

/** Changes an item: by JSON Patch (RFC 6902) when the body is a list of operations, else by merge patch (RFC 7396). */
export const updateItem: OperationHandler = (context) =>
  onItem(context, (item) => {
    const { model, request, tx, collection } = context;
    const { body } = request;
    const patched: Patched = isJsonPatch(body)
      ? jsonPatch(item, body)
      : { kind: 'patched', value: mergePatch(item, sentItem(context)) };
    if (patched.kind === 'refused') return { status: 400, reason: patched.reason };
    const value = isObject(patched.value) ? patched.value : item;
    const next: Item = { ...value, ...membersOfServer(context, item), [model.key]: item[model.key] };
    const fault = faultOfPatch(context, item, next);
    if (fault !== undefined) return { status: 400, reason: fault };
    const stamped = {
      ...next,
      ...serverTimes(model, tx, { sent: isObject(body) ? body : {}, isNew: false }),
    };
    const complete = completeItem(
      model,
      collection.withParents(stamped),
      collection.name,
      collection.seeding,
    );
    return context.respondWithItem(collection.replace(item, complete));
  });

function isJsonPatch(body: unknown): body is readonly unknown[] {
  return Array.isArray(body) && body.every((operation) => isObject(operation) && 'op' in operation);
}

/**
 * Returns the first fault that a patch would cause in the item. Only members that the request's schema does not
 * describe are checked here: the others were checked with the request.
 */
function faultOfPatch(
  { model, requestPlace, collection }: OperationContext,
  before: Item,
  after: Item,
): string | undefined {
  const { item: response } = model;
  if (response === undefined) return undefined;
  const validate = responseValidator(collection.seeding.description, response.schema);
  const body = generateItemBody(model, collection.name, String(before[model.key]), collection.seeding);
  const { envelope } = response.place;
  const errorsOf = (item: Item) => validate(setAt(body, envelope, item));
  const known = new Set(errorsOf(before).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`));
  const error = errorsOf(after)
    .filter(({ instancePath, keyword }) => !known.has(`${instancePath} ${keyword}`))
    .find(({ instancePath, params }) => {
      const path = parsePointer(instancePath).slice(envelope.length);
      const name = path[0] ?? String(params['missingProperty'] ?? '');
      const isTouched = !Object.is(before[name], after[name]);
      return name !== '' && isTouched && !requestPlace.properties.has(name);
    });
  return error && `${error.instancePath} ${error.message}`.trim();
}

/** Calls `act` with the item that the path names. Responds with 404 when there is none. */
function onItem(
  context: OperationContext,
  act: (item: Item, id: string) => BehaviourResponse,
): BehaviourResponse {
  const { model, collection } = context;
  const id = pathIdentifier(context);
  const item = collection.get(id);
  return item === undefined ? { status: 404, reason: missingItemReason(model, id) } : act(item, id);
}

function pathIdentifier({ model, request }: OperationContext): string {
  return String(request.path[model.resource.parameter]);
}

function sentItem({ request, requestPlace, model }: OperationContext): Item {
  return requestItems(request.body, requestPlace, model.properties).items[0] ?? {};
}
