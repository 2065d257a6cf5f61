import { successOf } from '../../../description/resources/body-content.ts';
import { createItem } from './create-items.ts';
import { pathIdentifier, sentItem } from './item-behaviours.ts';
import type { CollectionContext, OperationHandler } from './operation-context.ts';
import { updateItem } from './update-item.ts';

/**
 * Changes the item at whose path a POST was sent. Creates it when it does not exist and the operation documents 201 as
 * its success.
 */
export function postItem(context: CollectionContext): OperationHandler {
  const update = updateItem(context);
  const { post } = context.model;
  const creates = post !== undefined && successOf(post)?.status === '201';
  return (request) => {
    const id = pathIdentifier(request);
    const isNew = creates && request.collection.get(id) === undefined;
    return isNew ? request.respondWithItem(createItem(request, sentItem(request), id)) : update(request);
  };
}
