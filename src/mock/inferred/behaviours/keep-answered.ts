import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { equalJson, isObject, items } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import type { ItemPlace } from '../../../description/resources/item-place.ts';
import type { Item } from '../../state/store.ts';
import type { OpenedCollection } from '../collection/opened-collection.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { responseValidator } from '../responses/fitting-tools.ts';

/** A response body, with the place of the item, or of the list of items, in it. */
interface Answered {
  readonly body: unknown;
  readonly place: ItemPlace;
}

/** Keeps what a response showed of new items. */
export interface AnswerKeeper {
  readonly keep: (collection: OpenedCollection, stored: Item, answered: Answered) => void;
  /** Does so for each item of a list. */
  readonly keepAll: (collection: OpenedCollection, stored: readonly Item[], answered: Answered) => void;
}

/**
 * Creates the keeper of a collection: a response can have members that it requires and the item lacks, or show a member
 * in another form. The item gets these too, unless they break its own schema.
 */
export function answerKeeper(
  description: Description,
  { item, key, properties }: ResourceModel,
): AnswerKeeper {
  const validate = item && responseValidator(description, item.schema);
  const envelope = item?.place.envelope ?? [];
  const faultsOf = (candidate: Item) => validate?.(setAt({}, envelope, candidate)).length ?? 0;
  const keepShown = (collection: OpenedCollection, stored: Item, shown: unknown, shownKey: string) => {
    if (!isObject(shown) || Object.is(shown, stored)) return;
    const differing = Object.entries(shown).filter(
      ([name, value]) =>
        name !== key && name !== shownKey && properties.has(name) && !equalJson(value, stored[name]),
    );
    if (differing.length === 0) return;
    const added = differing.filter(([name]) => !Object.hasOwn(stored, name));
    const faults = faultsOf(stored);
    const next = [differing, added]
      .map((changes): Item => ({ ...stored, ...Object.fromEntries(changes) }))
      .find((candidate) => faultsOf(candidate) <= faults);
    if (next !== undefined) collection.replace(stored, next);
  };
  return {
    keep: (collection, stored, { body, place }) =>
      keepShown(collection, stored, atPointer(body, formatPointer(place.envelope)), place.key),
    keepAll: (collection, stored, { body, place }) => {
      const shown = items(atPointer(body, formatPointer(place.envelope)));
      for (const [index, one] of stored.entries()) keepShown(collection, one, shown[index], place.key);
    },
  };
}
