import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { lastSegment } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import { singularOf, spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import { itemProperties, type ItemProperties } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';

/** Where a request carries the item, and what it may set there. */
export interface SentPlace {
  readonly envelope: readonly string[];
  readonly properties: ItemProperties;
  /** What members of a request are called in the item, where that is something else. */
  readonly names?: ReadonlyMap<string, string>;
}

/** Of the places where the item may be, that which has the most of its members. */
export function sentPlace(description: Description, operation: Operation, model: ResourceModel): SentPlace {
  const schema = sentContent(operation)?.schema;
  if (schema === undefined) return { envelope: [], properties: new Map() };
  const corrected = schema.place?.envelope;
  if (corrected) return { envelope: corrected, properties: itemProperties(description, schema, corrected) };
  const keyed = itemPlaceIn(description, schema, model.resource)?.envelope ?? [];
  const shown = model.item?.place.envelope ?? [];
  const places = [[], keyed, shown].map((envelope) => {
    const properties = itemProperties(description, schema, envelope);
    const shared = [...properties.keys()].filter((name) => model.properties.has(name)).length;
    return { envelope, properties, shared };
  });
  const best = places.reduce((left, right) => (right.shared > left.shared ? right : left));
  return { envelope: best.envelope, properties: best.properties, names: otherNames(best.properties, model) };
}

/** `project_name` of a project is its `name`, and `firstName` its `first_name`, where the item has no such member. */
function otherNames(
  sent: ItemProperties,
  { properties, resource }: ResourceModel,
): ReadonlyMap<string, string> {
  const singular = singularOf(lastSegment(resource.collectionPath));
  const bare = (name: string) => {
    const whole = spelling(name);
    return whole.startsWith(singular) ? whole.slice(singular.length) : whole;
  };
  const unknown = [...sent.keys()].filter((name) => !properties.has(name));
  const free = [...properties.keys()].filter((name) => !sent.has(name));
  return new Map(
    unknown.flatMap((name) => {
      const other =
        free.find((one) => spelling(one) === spelling(name)) ??
        free.find((one) => spelling(one) === bare(name));
      return other === undefined ? [] : [[name, other] as const];
    }),
  );
}

/** The items in a request's body, without what only the server sets; several where a list is sent. */
export function sentItems(
  body: unknown,
  { envelope, properties, names }: SentPlace,
  known: ItemProperties,
): { readonly items: readonly Item[]; readonly isList: boolean } {
  const inside = atPointer(body, formatPointer(envelope));
  const found = isObject(inside) || Array.isArray(inside) ? inside : body;
  const clean = (item: object): Item => {
    const entries = Object.entries(item)
      .filter(([name]) => !isServersOwn(name, properties, known))
      .map(([name, value]: [string, unknown]) => [
        names?.get(name) ?? name,
        value instanceof Uint8Array ? textOf(value) : value,
      ]);
    return Object.fromEntries(entries) as Item;
  };
  if (Array.isArray(found) && found.every(isObject)) {
    return { items: found.map(clean), isList: true };
  }
  return { items: [isObject(found) ? clean(found) : {}], isList: false };
}

/** What a request's own schema says counts; where it does not name the member, the item's. */
function isServersOwn(name: string, properties: ItemProperties, known: ItemProperties): boolean {
  return (properties.get(name) ?? known.get(name))?.isReadOnly === true;
}

const decoder = new TextDecoder();

/** Files are kept as text. */
function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
