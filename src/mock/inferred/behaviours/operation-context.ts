import { onceFulfilled } from '../../../base/memoise.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn, type ItemPlace } from '../../../description/resources/item-place.ts';
import type { Behaviour, BehaviourRequest, BehaviourResponse } from '../../behaviour/behaviour.ts';
import { settled, use, type Awaitable } from '../../state/awaitable.ts';
import type { Item } from '../../state/store.ts';
import type { Transaction } from '../../state/transaction.ts';
import { findReferences, type ReferenceMember } from '../collection/fill-collection.ts';
import type { InferenceContext } from '../collection/inference-context.ts';
import { openCollectionAt } from '../collection/open-collection.ts';
import type { OpenedCollection } from '../collection/opened-collection.ts';
import { createItemView } from '../items/item-view.ts';
import { likelyPlace } from '../items/likely-place.ts';
import { requestItemPlace, type RequestItemPlace } from '../items/request-item.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { createResponseWriter, type ResponseWriter } from '../responses/response-writer.ts';

/** The values with which a handler responds to one request for a collection or an item. */
export interface OperationContext {
  readonly model: ResourceModel;
  readonly operation: Operation;
  readonly request: BehaviourRequest;
  readonly tx: Transaction;
  readonly collection: OpenedCollection;
  readonly writer: ResponseWriter;
  /** The place of the item in the response; undefined when it shows none. */
  readonly place: ItemPlace | undefined;
  /** The place of the item in the request's body. */
  readonly requestPlace: RequestItemPlace;
  /** The members that name items of other collections. Empty unless the operation creates items. */
  readonly references: readonly ReferenceMember[];
  /** Returns the response that shows an item; a generated body when it has no place for an item. */
  readonly respondWithItem: (item: Item) => BehaviourResponse;
}

/** Responds to a request for one operation. */
export type OperationHandler = (context: OperationContext) => BehaviourResponse;

/** The context of all operations of one collection. */
export interface CollectionContext extends InferenceContext {
  readonly model: ResourceModel;
}

/** Creates the behaviour that opens the collection of a request's path and calls the handler. */
export function createCollectionBehaviour(
  context: CollectionContext,
  operation: Operation,
  handle: OperationHandler,
): Behaviour {
  const { description, options, model } = context;
  const schema = successContent(operation)?.schema;
  const place =
    itemPlaceIn(description, schema, model.resource) ??
    (operation.method === 'DELETE' ? undefined : likelyPlace(description, schema, model));
  const requestPlace = requestItemPlace(description, operation, model);
  const view = createItemView(description, model, schema, place);
  const writerOf = onceFulfilled(() => createResponseWriter(description, operation, schema, options));
  const isCreating = operation === model.resource.create;
  return (request, tx) => {
    return use(settled(writerOf()), (writer) =>
      use(openCollectionAt(model, request.path, tx, context), (opening): Awaitable<BehaviourResponse> => {
        if (opening.kind === 'noParent') return { status: 404, reason: opening.reason };
        const { collection } = opening;
        const respondWithItem = (item: Item): BehaviourResponse => ({
          status: writer.status,
          body: place === undefined ? writer.write([], undefined) : writer.write(place.envelope, view(item)),
        });
        const parts = {
          model,
          operation,
          request,
          tx,
          collection,
          writer,
          place,
          requestPlace,
          respondWithItem,
        };
        if (!isCreating) return handle({ ...parts, references: [] });
        const finding = findReferences(model, tx, context, collection.seeding);
        return use(finding, (references) => handle({ ...parts, references }));
      }),
    );
  };
}
