import type { Operation } from '../../../description/model/operation.ts';
import { successContent, successOf } from '../../../description/resources/body-content.ts';
import type { InferredRole } from '../../../description/resources/correction.ts';
import { operationsByPath } from '../../../description/resources/resource.ts';
import { lazyBehaviour } from '../../behaviour/lazy-behaviour.ts';
import type { OpeningContext } from '../collection/opening-context.ts';
import type { InferredBehaviour } from '../resources/inference.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { clearItems } from './clear-items.ts';
import { createItems } from './create-items.ts';
import { deleteItem, readItem, replaceItem, updateItem } from './item-behaviours.ts';
import { listItems } from './list-items.ts';
import { behaviourOf, type Act } from './operation-context.ts';

/** The behaviours of collections: create, list, read, replace, update and delete, as far as there are operations. */
export function collectionBehaviours(
  models: readonly ResourceModel[],
  opening: OpeningContext,
): readonly InferredBehaviour[] {
  return models.flatMap((model) => {
    const { resource } = model;
    const context = { ...opening, model };
    const make = (
      role: InferredRole,
      operation: Operation | undefined,
      act: () => Act,
    ): readonly InferredBehaviour[] => {
      if (operation === undefined || answersOtherwise(operation)) return [];
      const reason = `${operation.method} ${operation.path}, items identified by ${model.key}`;
      const inference = { operation, role, collection: resource.collectionPath, reason };
      return [{ inference, behaviour: lazyBehaviour(() => behaviourOf(context, operation, act())) }];
    };
    return [
      ...make('create', resource.create, () => createItems(context)),
      ...make('list', model.list && resource.list, () => listItems(context)),
      ...make('read', resource.read, () => readItem),
      ...make('replace', resource.replace, () => replaceItem),
      ...make('update', resource.update, () => updateItem),
      ...make('delete', resource.delete, () => deleteItem),
      ...make('delete', clearing(opening, model), () => clearItems),
    ];
  });
}

/** `DELETE /things`. Of `/worlds/{id}`, which has `/worlds/{id}/{instance}` below it, it deletes the world. */
function clearing({ description }: OpeningContext, { resource }: ResourceModel): Operation | undefined {
  if (/\}\)?$/.test(resource.collectionPath)) return undefined;
  const own = operationsByPath(description.operations).get(resource.collectionPath);
  return own?.find(({ method }) => method === 'DELETE');
}

/** A success that is shown, but not as JSON, is left to examples. */
function answersOtherwise(operation: Operation): boolean {
  const content = successOf(operation)?.content ?? [];
  return content.length > 0 && successContent(operation)?.schema === undefined;
}
