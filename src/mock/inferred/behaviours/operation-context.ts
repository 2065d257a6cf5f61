import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import type { Behaviour, BehaviourRequest, BehaviourResponse } from '../../behaviour/behaviour.ts';
import type { Item } from '../../state/store.ts';
import type { Transaction } from '../../state/transaction.ts';
import { createResponseWriter, type ResponseWriter } from '../responses/response-writer.ts';
import { referencesOf, type Reference } from '../collection/fill-collection.ts';
import { openCollectionOf, type OpenedCollection } from '../collection/open-collection.ts';
import type { OpeningContext } from '../collection/opening-context.ts';
import { sentPlace, type SentPlace } from '../items/sent-item.ts';
import { showItem } from '../items/shown-item.ts';
import type { ResourceModel } from '../resources/resource-model.ts';

/** What an operation on a collection works with. */
export interface Situation {
  readonly model: ResourceModel;
  readonly operation: Operation;
  readonly request: BehaviourRequest;
  readonly tx: Transaction;
  readonly opened: OpenedCollection;
  readonly writer: ResponseWriter;
  readonly sending: SentPlace;
  /** For an operation that creates: what the items name in other collections. */
  readonly references: readonly Reference[];
  /** The answer that shows an item, or the whole of the body where none can be told. */
  readonly answerItem: (item: Item) => BehaviourResponse;
}

/** What an operation does. */
export type Act = (situation: Situation) => BehaviourResponse;

export interface CollectionContext extends OpeningContext {
  readonly model: ResourceModel;
}

/** Writers are made once, when the operation is first called. */
export function behaviourOf(context: CollectionContext, operation: Operation, act: Act): Behaviour {
  const { description, options, model } = context;
  const schema = successContent(operation)?.schema;
  const place = itemPlaceIn(description, schema, model.resource);
  const sending = sentPlace(description, operation, model);
  const show = showItem(description, model, schema, place);
  let making: Promise<ResponseWriter> | undefined;
  return async (request, tx) => {
    making ??= createResponseWriter(description, operation, schema, options);
    const writer = await making;
    const opening = await openCollectionOf(model, request.path, tx, context);
    if (opening.kind === 'noParent') return { status: 404, reason: opening.reason };
    const answerItem = (item: Item): BehaviourResponse => ({
      status: writer.status,
      body: place === undefined ? writer.write([], undefined) : writer.write(place.envelope, show(item)),
    });
    const opened = opening.collection;
    const isCreating = operation === model.resource.create;
    const references = isCreating ? await referencesOf(model, tx, context, opened.seeding) : [];
    return act({ model, operation, request, tx, opened, writer, sending, references, answerItem });
  };
}
