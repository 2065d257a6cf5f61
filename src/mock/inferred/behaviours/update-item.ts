import { setAt } from '../../../base/edit-json.ts';
import type { Patched } from '../../../base/json-patch.ts';
import { formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { documentsRefusal } from '../../../description/resources/documented-refusal.ts';
import type { BehaviourResponse } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import { completeItem } from '../items/complete-item.ts';
import { serverTimes } from '../items/item-changes.ts';
import { itemShape } from '../items/item-shape.ts';
import { isMergePatchType, patchItem, type PatchedSchema, jsonPatches } from '../items/patch-item.ts';
import { responseValidator } from '../responses/fitting-tools.ts';
import { membersOfServer, onItem, sentItem } from './item-behaviours.ts';
import type { CollectionContext, OperationContext, OperationHandler } from './operation-context.ts';

/** Returns the members with which a request changes an item. */
type SentMembers = (context: OperationContext) => Item;

/**
 * Changes an item: by JSON Patch (RFC 6902) when the body is a list of operations, else by the members that the body
 * has, see `patchItem`.
 */
export function updateItem(
  { description, model }: CollectionContext,
  sentMembers: SentMembers = sentItem,
): OperationHandler {
  const patching: Patching = {
    shape: itemShape(description, model),
    validate: model.item && responseValidator(description, model.item.schema),
    envelope: model.item?.place.envelope ?? [],
    sentMembers,
  };
  return (context) => onItem(context, (item) => updateOne(context, item, patching));
}

interface Patching extends PatchedSchema {
  readonly sentMembers: SentMembers;
}

function updateOne(context: OperationContext, item: Item, patching: Patching): BehaviourResponse {
  const { model, request, tx, collection } = context;
  const { body } = request;
  const patched = isJsonPatch(body)
    ? jsonPatches.get().jsonPatch(item, body)
    : mergedItem(context, item, patching);
  if (patched.kind === 'refused') return { status: refusalStatus(context.operation), reason: patched.reason };
  const value = isObject(patched.value) ? patched.value : item;
  const next: Item = { ...value, ...membersOfServer(context, item), [model.key]: item[model.key] };
  const fault = faultOfPatch(context, item, next, patching);
  if (fault !== undefined) return { status: refusalStatus(context.operation), reason: fault };
  const stamped = { ...next, ...serverTimes(model, tx, { sent: isObject(body) ? body : {}, isNew: false }) };
  const complete = completeItem(model, collection.withParents(stamped), collection.name, collection.seeding);
  return context.respondWithItem(collection.replace(item, complete));
}

/**
 * Merges the body into the item. A `null` for a member that has to be there is refused where the operation documents a
 * refusal, or does not describe the member; else the member stays as it is.
 */
function mergedItem(context: OperationContext, item: Item, patching: Patching): Patched {
  const { request, requestPlace, operation } = context;
  const { value, kept } = patchItem(
    item,
    patching.sentMembers(context),
    patching,
    isMergePatchType(request.contentType),
  );
  const isDocumented = documentsRefusal(operation, refusalStatus(operation));
  const refused = kept.filter((path) => isDocumented || !requestPlace.properties.has(path[0] ?? ''));
  if (refused.length === 0) return { kind: 'patched', value };
  return {
    kind: 'refused',
    reason: `${refused.map(formatPointer).join(', ')} is required and cannot be null`,
  };
}

/** Returns 400, or 422 when the operation documents 422 and not 400. */
function refusalStatus({ responses }: Operation): number {
  const documents = (code: string) => responses.some(({ status }) => status === code);
  return !documents('400') && documents('422') ? 422 : 400;
}

function isJsonPatch(body: unknown): body is readonly unknown[] {
  return Array.isArray(body) && body.every((operation) => isObject(operation) && 'op' in operation);
}

/**
 * Returns the first fault that a patch would cause in the item. Only members that the request's schema does not
 * describe are checked here: the others were checked with the request.
 */
function faultOfPatch(
  { requestPlace }: OperationContext,
  before: Item,
  after: Item,
  { validate, envelope }: PatchedSchema,
): string | undefined {
  if (validate === undefined) return undefined;
  const errorsOf = (item: Item) => validate(setAt({}, envelope, item));
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
