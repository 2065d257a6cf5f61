import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject, setOwn } from '../../../base/json.ts';
import { lastSegment } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import { singularOf, spelling } from '../../../description/resources/naming.ts';
import type { Item } from '../../state/store.ts';
import { itemProperties, type ItemProperties } from '../resources/item-properties.ts';
import type { ResourceModel } from '../resources/resource-model.ts';

/** The place of an item in the body of a request. */
export interface RequestItemPlace {
  /** Property names that lead to the item; empty when the body is the item. */
  readonly envelope: readonly string[];
  /** The properties that the request can set. */
  readonly properties: ItemProperties;
  /** The item's names of members that the request calls something else. */
  readonly names?: ReadonlyMap<string, string>;
}

/**
 * Returns the place that a correction names; else, of the possible places, the one with the most properties of the
 * item.
 */
export function requestItemPlace(
  description: Description,
  operation: Operation,
  model: ResourceModel,
): RequestItemPlace {
  const schema = sentContent(operation)?.schema;
  if (schema === undefined) return { envelope: [], properties: new Map() };
  const corrected = schema.place?.envelope;
  if (corrected) return { envelope: corrected, properties: itemProperties(description, schema, corrected) };
  const withKey = itemPlaceIn(description, schema, model.resource)?.envelope ?? [];
  const asInResponse = model.item?.place.envelope ?? [];
  const placeAt = (envelope: readonly string[]) => {
    const properties = itemProperties(description, schema, envelope);
    const shared = [...properties.keys()].filter((name) => model.properties.has(name)).length;
    return { envelope, properties, shared };
  };
  const most = (left: LikelyPlace, right: LikelyPlace) => (right.shared > left.shared ? right : left);
  const usual = [placeAt([]), placeAt(withKey), placeAt(asInResponse)].reduce(most);
  const best = usual.shared > 0 ? usual : listsIn(usual.properties).map(placeAt).reduce(most, usual);
  return { envelope: best.envelope, properties: best.properties, names: otherNames(best.properties, model) };
}

interface LikelyPlace extends RequestItemPlace {
  /** The number of its properties that the items of the collection have too. */
  readonly shared: number;
}

/** Returns the places of lists in a body: it may hold several items in one of them. */
function listsIn(properties: ItemProperties): readonly (readonly string[])[] {
  return [...properties.values()].filter(({ type }) => type === 'array').map(({ name }) => [name]);
}

/**
 * Returns the item's names of members that requests call something else: the `project_name` of a project is its `name`,
 * and `firstName` is `first_name`, unless the item has a member of the request's name, or the identifier is of another
 * type.
 */
function otherNames(
  sent: ItemProperties,
  { key, properties, resource }: ResourceModel,
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
        free.find((candidate) => spelling(candidate) === spelling(name)) ??
        free.find((candidate) => spelling(candidate) === bare(name));
      const [from, to] = [sent.get(name)?.type, properties.get(key)?.type];
      const isOtherType = other === key && from !== undefined && to !== undefined && from !== to;
      return other === undefined || isOtherType ? [] : [[name, other] as const];
    }),
  );
}

/** Returns the item in a request's body, or several for a list, without the members that only the server sets. */
export function requestItems(
  body: unknown,
  { envelope, properties, names }: RequestItemPlace,
  known: ItemProperties,
): { readonly items: readonly Item[]; readonly isList: boolean } {
  const inside = atPointer(body, formatPointer(envelope));
  const content = isObject(inside) || Array.isArray(inside) ? inside : body;
  const toItem = (item: object): Item => {
    const own: Record<string, unknown> = {};
    for (const name of Object.keys(item)) {
      if (isReadOnlyMember(name, properties, known)) continue;
      const value = (item as Record<string, unknown>)[name];
      setOwn(own, names?.get(name) ?? name, value instanceof Uint8Array ? textOf(value) : value);
    }
    return own;
  };
  if (Array.isArray(content) && content.every(isObject)) {
    return { items: content.map(toItem), isList: true };
  }
  return { items: [isObject(content) ? toItem(content) : {}], isList: false };
}

/** Tells by the request's schema whether a member is read-only; by the item's when the request's does not name it. */
function isReadOnlyMember(name: string, properties: ItemProperties, known: ItemProperties): boolean {
  return (properties.get(name) ?? known.get(name))?.isReadOnly === true;
}

const decoder = new TextDecoder();

/** Decodes an uploaded file: items keep files as text. */
function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
