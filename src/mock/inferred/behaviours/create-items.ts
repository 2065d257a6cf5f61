import { filledPath } from '../../../description/document/path-template.ts';
import { basePathOf } from '../../../description/model/base-path.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent, successOf } from '../../../description/resources/body-content.ts';
import { listPlaceIn } from '../../../description/resources/item-place.ts';
import type { BehaviourResponse } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import { repairReferences } from '../collection/fill-collection.ts';
import { completeItem, serverMembers } from '../items/complete-item.ts';
import { unsentDefaults, serverTimes } from '../items/item-changes.ts';
import { createItemView } from '../items/item-view.ts';
import { requestItems } from '../items/request-item.ts';
import type { OperationHandler, CollectionContext, OperationContext } from './operation-context.ts';

/** Creates the item in the request, or each item of a list. */
export function createItems({ description, model }: CollectionContext): OperationHandler {
  const schema = model.resource.create && successContent(model.resource.create)?.schema;
  const listed = listPlaceIn(description, schema, model.resource);
  const view = createItemView(description, model, schema, listed);
  return (context) => {
    const { requestPlace, request, writer } = context;
    const { items, isList } = requestItems(request.body, requestPlace, model.properties);
    const conflict = conflictOf(context, items);
    if (conflict !== undefined) return conflict;
    const stored = items.map((sent) => createItem(context, sent));
    const [first] = stored;
    if (first === undefined || (isList && listed !== undefined)) {
      return { status: writer.status, body: writer.write(listed?.envelope ?? [], stored.map(view)) };
    }
    return withLocation(context, first, context.respondWithItem(first));
  };
}

/**
 * Returns the refusal when an identifier in the request is in use: 409, or a documented 422 or 400. A generated item
 * that no client has changed is replaced instead, unless the operation documents 409.
 */
function conflictOf(
  { model, operation, collection }: OperationContext,
  items: readonly Item[],
): BehaviourResponse | undefined {
  const status = ['409', '422', '400'].find((candidate) => documents(operation, candidate)) ?? '409';
  const ids = items
    .map((item) => item[model.key])
    .filter(isIdentifier)
    .map(String);
  const isTaken = (id: string, index: number) =>
    ids.indexOf(id) < index ||
    (collection.has(id) && (documents(operation, '409') || !collection.isUntouchedSeed(id)));
  const taken = ids.find(isTaken);
  if (taken === undefined) return undefined;
  return { status: Number(status), reason: `there is already an item with ${model.key} ${taken}` };
}

/**
 * Stores a new item: the members that were sent, with those that the server adds. `known` is its identifier when the
 * path names it.
 */
export function createItem(context: OperationContext, sent: Item, known?: string): Item {
  const { model, tx, collection, requestPlace, references } = context;
  const given = known ?? sent[model.key];
  const id = isIdentifier(given) ? given : collection.newId();
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
  return collection.add(
    completeItem(model, collection.withParents(created), collection.name, collection.seeding),
  );
}

/** Adds `Location` when it is documented, and with 201 (RFC 9110, section 10.2.2). */
function withLocation(context: OperationContext, item: Item, response: BehaviourResponse): BehaviourResponse {
  const documented = successOf(context.operation)?.headers ?? [];
  const needsLocation = response.status === 201 || documented.some(({ name }) => /^location$/i.test(name));
  if (!needsLocation) return response;
  return { ...response, headers: { ...response.headers, location: itemPath(context, item) } };
}

function itemPath({ model, operation, request }: OperationContext, item: Item): string {
  const values = { ...request.path, [model.resource.parameter]: item[model.key] };
  const path = filledPath(model.resource.itemPath, values);
  return `${basePathOf(operation.servers[0] ?? '')}${path}`;
}

function documents({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status);
}

function isIdentifier(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
