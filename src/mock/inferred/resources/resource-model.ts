import type { JsonObject } from '../../../base/json.ts';
import { once } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent, successOf } from '../../../description/resources/body-content.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { itemAnswer, listAnswer, type AnswerModel } from './response-model.ts';
import { itemProperties, type ItemProperties } from './item-properties.ts';
import { parentLinks, type ParentLink } from './parent-links.ts';
import { declaredParameter, parameterTypes } from './path-parameter.ts';

/** A collection as its paths and schemas show it; what takes long to find is found when it is asked for. */
export interface ShownResource {
  readonly resource: Resource;
  /** The member that identifies an item. */
  readonly key: string;
  /** The answer that shows a whole item best. */
  readonly item: AnswerModel | undefined;
  readonly list: AnswerModel | undefined;
  readonly properties: ItemProperties;
  /** What the schema of the path's parameter says. */
  readonly parameter: JsonObject;
  /** The documented values of the path's parameter. */
  readonly shownIds: readonly unknown[];
  /** For each parameter of the collection's own path. */
  readonly links: readonly ParentLink[];
  /** The path of the collection that this is another list of. */
  readonly viewOf?: string;
}

/** A collection that the mock remembers. */
export interface ResourceModel extends ShownResource {
  /** What its items are kept under, and fixtures fill: collections that show the same items have the same. */
  readonly store: string;
  /** Whether its items can also be reached without a parent. */
  readonly isRooted: boolean;
}

/** A collection, of which some answer has to show an item with an identifier; undefined where none does. */
export function shownResource(description: Description, found: Resource): ShownResource | undefined {
  const { collectionPath, create, list, read, replace, update } = found;
  const item = firstOf([read, create, replace, update], (one) => itemAnswer(description, one, found));
  const listed = list && listAnswer(description, list, found);
  const best = item ?? listed;
  if (best === undefined || (create ?? read ?? found.delete ?? replace ?? update) === undefined)
    return undefined;
  const { key, envelope } = best.place;
  const properties = once(() => itemProperties(description, best.schema, envelope));
  const isCreating = create !== undefined && creates(description, create, found, properties);
  const resource = isCreating ? found : { ...found, create: undefined };
  const links = linksAt(description, collectionPath, { properties, key });
  const parameter = once(() => declaredParameter(description, resource));
  return {
    resource,
    key,
    item,
    list: listed,
    get properties() {
      return properties();
    },
    get links() {
      return links();
    },
    get parameter() {
      return parameter().parameter;
    },
    get shownIds() {
      return parameter().shownIds;
    },
  };
}

/** What the first gives that gives anything; the others are not asked. */
function firstOf<One, Found>(ones: readonly One[], find: (one: One) => Found | undefined): Found | undefined {
  for (const one of ones) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface LinkSource {
  readonly properties: () => ItemProperties;
  readonly key: string;
}

/** The links of a collection's path, found when they are asked for. */
export function linksAt(description: Description, path: string, { properties, key }: LinkSource) {
  return once(() =>
    parentLinks(path, { properties: properties(), key, typeOf: parameterTypes(description, path) }),
  );
}

/** Whether a POST adds an item: it says so, or it shows or takes what items have. Else it is a search, or the like. */
function creates(
  description: Description,
  operation: Operation,
  resource: Resource,
  properties: () => ItemProperties,
): boolean {
  if (successOf(operation)?.status === '201' || itemAnswer(description, operation, resource)) return true;
  const sent = sentContent(operation)?.schema;
  if (sent === undefined) return false;
  const outer = itemProperties(description, sent, []);
  const names = [...outer.keys()].flatMap((name) => [
    name,
    ...itemProperties(description, sent, [name]).keys(),
  ]);
  return names.some((name) => properties().has(name));
}
