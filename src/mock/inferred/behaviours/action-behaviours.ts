import type { Item } from '../../state/store.ts';
import type { InferenceContext } from '../collection/inference-context.ts';
import type { InferredBehaviour } from '../resources/inference.ts';
import { actionsAt } from '../resources/item-actions.ts';
import { inferredBehaviour } from './collection-behaviours.ts';
import { sentItem } from './item-behaviours.ts';
import type { OperationContext } from './operation-context.ts';
import { updateItem } from './update-item.ts';

/** Matches a path below an item: `/orders/{id}/cancel`, `/orders/{id}:cancel`. */
const BELOW_ITEM = /^(.*\}\)?)[/:][^/{}]+$/;

/**
 * Returns the behaviours of the actions at a path: they respond with the item of the path, changed by the members that
 * the body and the item have in common.
 */
export function actionBehaviours(path: string, context: InferenceContext): readonly InferredBehaviour[] {
  const [, itemPath] = BELOW_ITEM.exec(path) ?? [];
  if (itemPath === undefined) return [];
  const models = context.models.at(itemPath);
  const model = models.find(({ item, resource }) => item !== undefined && resource.itemPath === itemPath);
  if (model === undefined) return [];
  const collection = { ...context, model };
  const items = { properties: () => model.properties, key: model.key };
  return actionsAt(context.description, path, model.resource, items).map((operation) =>
    inferredBehaviour(collection, 'update', operation, () => updateItem(collection, knownMembers)),
  );
}

/** Returns the members in a request's body that the items have: the others are about the action. */
function knownMembers(context: OperationContext): Item {
  const { properties } = context.model;
  const entries = Object.entries(sentItem(context)).filter(([name]) => properties.has(name));
  return Object.fromEntries(entries);
}
