import { isFrozenAsKnown, isMarked, mark, newOwner } from '../../../base/known-values.ts';
import { boundedlyMemoised, weaklyMemoised } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { HIDDEN_KEY, type ItemPlace } from '../../../description/resources/item-place.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import type { Item } from '../../state/store.ts';
import { itemProperties } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';

/** Returns an item as the responses of one operation show it. */
type ItemView = (item: Item) => Item;

/**
 * Creates the view of an operation. It leaves out write-only members, and those that only requests or other responses
 * have. `place` is the place of the item, or of the list of items, in the response.
 */
export function createItemView(
  description: Description,
  model: ResourceModel,
  schema: Schema | undefined,
  place: ItemPlace | undefined,
): ItemView {
  if (schema === undefined || place === undefined) return withoutHiddenKey;
  const properties = itemProperties(description, schema, place.envelope);
  const requestNames = namesInRequests(description, model);
  const isKnown = (name: string) => model.properties.has(name) || requestNames.has(name);
  const isShown = (name: string) =>
    properties.get(name)?.isWriteOnly !== true && (properties.has(name) || !isKnown(name));
  const isNamed = place.key === model.key || properties.has(model.key);
  const shown = boundedlyMemoised(
    (name: string) =>
      name !== HIDDEN_KEY && (name !== model.key || isNamed) && (properties.size === 0 || isShown(name)),
  );
  const isWhole = (item: Item) => place.key === model.key && Object.keys(item).every(shown);
  const view = (item: Item): Item => {
    if (isWhole(item)) return item;
    const names = Object.keys(item);
    const entries = names.filter(shown).map((name) => [name, item[name]]);
    if (place.key !== model.key) entries.push([place.key, item[model.key]]);
    return Object.fromEntries(entries) as Item;
  };
  const keptView = weaklyMemoised((item: Item) => Object.freeze(view(item)));
  const owner = newOwner();
  return (item) => {
    if (!Object.isFrozen(item)) return view(item);
    if (isMarked(item, owner, '')) return item;
    if (!isWhole(item)) return keptView(item);
    if (isFrozenAsKnown(item)) mark(item, owner, '');
    return item;
  };
}

function withoutHiddenKey(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== HIDDEN_KEY));
}

/** Returns the names of the members that clients can send, in the body or in an object in it. */
function namesInRequests(description: Description, { resource, post }: ResourceModel): ReadonlySet<string> {
  const operations = [resource.create, resource.replace, resource.update, post];
  return new Set(operations.flatMap((operation) => namesIn(description, operation)));
}

function namesIn(description: Description, operation: Operation | undefined): readonly string[] {
  const schemas = (operation?.requestBody?.content ?? []).flatMap(({ schema }) => schema ?? []);
  return schemas.flatMap((schema) => {
    const outer = itemProperties(description, schema, []);
    const inner = [...outer.keys()].flatMap((name) => [
      ...itemProperties(description, schema, [name]).keys(),
    ]);
    return [...outer.keys(), ...inner];
  });
}
