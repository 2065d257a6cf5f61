import type { Item } from '../../state/store.ts';
import { fittedItem } from '../collection/fitted-item.ts';
import type { SeedOptions } from '../collection/generate-item.ts';
import type { ResourceModel } from '../resources/resource-model.ts';
import { creationTimes } from './item-changes.ts';

/**
 * Returns the item to store: with generated values for all members that its schema requires and that the client did not
 * send, so that every response shows the same. It is created now.
 */
export function completeItem(
  model: ResourceModel,
  item: Item,
  collection: string,
  options: SeedOptions,
): Item {
  return fittedItem(model, item, collection, options, () => creationTimes(model, options.now()));
}
