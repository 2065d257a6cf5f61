import type { Operation } from '../../../description/model/operation.ts';
import {
  documentsRefusalsOnly,
  successContent,
  successOf,
} from '../../../description/resources/body-content.ts';
import { HIDDEN_KEY } from '../../../description/resources/item-place.ts';
import type { InferredRole } from '../../../description/resources/correction.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import { lazyBehaviour } from '../../behaviour/lazy-behaviour.ts';
import type { InferenceContext } from '../collection/inference-context.ts';
import type { InferredBehaviour } from '../resources/inference.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { clearItems } from './clear-items.ts';
import { createItems } from './create-items.ts';
import { deleteItem, readItem, replaceItem } from './item-behaviours.ts';
import { listItems } from './list-items.ts';
import {
  createCollectionBehaviour,
  type CollectionContext,
  type OperationHandler,
} from './operation-context.ts';
import { postItem } from './post-item.ts';
import { updateItem } from './update-item.ts';

/** Returns the behaviours of the operations of collections: create, list, read, replace, update and delete. */
export function collectionBehaviours(
  models: readonly ResourceModel[],
  inference: InferenceContext,
): readonly InferredBehaviour[] {
  return models.flatMap((model) => {
    const { resource } = model;
    const context = { ...inference, model };
    const infer = (
      role: InferredRole,
      operation: Operation | undefined,
      createHandler: () => OperationHandler,
    ) =>
      operation === undefined || documentsRefusalsOnly(operation) || respondsWithoutJson(operation)
        ? []
        : [inferredBehaviour(context, role, operation, createHandler)];
    return [
      ...infer('create', resource.create, () => createItems(context)),
      ...infer('list', model.list && resource.list, () => listItems(context)),
      ...infer('read', resource.read, () => readItem),
      ...infer('replace', resource.replace, () => replaceItem),
      ...infer('update', resource.update, () => updateItem(context)),
      ...infer('update', model.post, () => postItem(context)),
      ...infer('delete', resource.delete, () => deleteItem(context)),
      ...infer('delete', clearOperation(context), () => clearItems),
    ];
  });
}

/** Returns the behaviour of one operation of a collection. */
export function inferredBehaviour(
  context: CollectionContext,
  role: InferredRole,
  operation: Operation,
  createHandler: () => OperationHandler,
): InferredBehaviour {
  const { key, resource } = context.model;
  const identity = key === HIDDEN_KEY ? 'without an identifier' : `identified by ${key}`;
  const reason = `${operation.method} ${operation.path}, items ${identity}`;
  return {
    inference: { operation, role, collection: resource.collectionPath, reason },
    behaviour: lazyBehaviour(() => createCollectionBehaviour(context, operation, createHandler())),
  };
}

/**
 * Returns `DELETE /things`. `DELETE /worlds/{id}` is not one, even with `/worlds/{id}/{instance}`: it deletes a world.
 */
function clearOperation({ description, model }: CollectionContext): Operation | undefined {
  const { collectionPath } = model.resource;
  if (/\}\)?$/.test(collectionPath)) return undefined;
  const operations = operationsByPath(description.operations).get(collectionPath);
  return operations?.find(({ method }) => method === 'DELETE');
}

/** True when the success has a body, but not as JSON: then examples are sent. */
function respondsWithoutJson(operation: Operation): boolean {
  const content = successOf(operation)?.content ?? [];
  return content.length > 0 && successContent(operation)?.schema === undefined;
}
