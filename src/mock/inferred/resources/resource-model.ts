import type { JsonObject } from '../../../base/json.ts';
import { once } from '../../../base/memoise.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { sentContent, successOf } from '../../../description/resources/body-content.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { itemProperties, type ItemProperties, type ItemProperty } from './item-properties.ts';
import { parentLinks, type ParentLink } from './parent-links.ts';
import { changingPost } from './item-actions.ts';
import { describeItemParameter, parameterTypes } from './path-parameter.ts';
import { itemResponse, listResponse, type ResponseModel } from './response-model.ts';

/** A collection as its paths and schemas describe it. Members that take long to find are found on first use. */
export interface DescribedResource {
  readonly resource: Resource;
  /** The member that identifies an item. */
  readonly key: string;
  /** The response that shows a whole item: of read, else of create, replace or update. */
  readonly item: ResponseModel | undefined;
  readonly list: ResponseModel | undefined;
  readonly properties: ItemProperties;
  /** The POST on the path of an item, when it changes the item or is an action on it. */
  readonly post: Operation | undefined;
  /** The identifier in the answer of a create; undefined when that shows none. */
  readonly createdKey: ItemProperty | undefined;
  /** The keywords of the schema of the item path's parameter. */
  readonly parameterKeywords: JsonObject;
  /** The documented examples of the item path's parameter. */
  readonly exampleIds: readonly unknown[];
  /** One link for each parameter of the collection's path. */
  readonly links: readonly ParentLink[];
  /** The path of the collection whose items this one shows too; undefined for a collection of its own. */
  readonly viewOf?: string;
}

/** A described collection, with the store that keeps its items. */
export interface ResourceModel extends DescribedResource {
  /** The name of the collection in the store and in fixtures. Collections that show the same items share it. */
  readonly store: string;
  /** True when a path without a parent shows its items too. */
  readonly hasTopLevelPath: boolean;
}

/** Describes a collection. Returns undefined when no response shows an item with its identifier. */
export function describeResource(
  description: Description,
  declared: Resource,
): DescribedResource | undefined {
  const { collectionPath, create, list, read, replace, update } = declared;
  const item = firstDefined([read, create, replace, update], (operation) =>
    itemResponse(description, operation, declared),
  );
  const listed = list && listResponse(description, list, declared);
  const best = item ?? listed;
  if (best === undefined || (create ?? read ?? declared.delete ?? replace ?? update) === undefined)
    return undefined;
  const { key, envelope } = best.place;
  const properties = once(() => itemProperties(description, best.schema, envelope));
  const isCreating = create !== undefined && addsItems(description, create, declared, properties);
  const resource = isCreating ? declared : { ...declared, create: undefined };
  const links = linksAt(description, collectionPath, { properties, key });
  const post = once(() => changingPost(description, resource, { properties, key }));
  const createdKey = once(() => keyInAnswer(description, resource));
  const parameter = once(() => describeItemParameter(description, resource));
  return {
    resource,
    key,
    item,
    list: listed,
    get properties() {
      return properties();
    },
    get post() {
      return post();
    },
    get createdKey() {
      return createdKey();
    },
    get links() {
      return links();
    },
    get parameterKeywords() {
      return parameter().keywords;
    },
    get exampleIds() {
      return parameter().exampleIds;
    },
  };
}

function keyInAnswer(description: Description, resource: Resource): ItemProperty | undefined {
  const created = itemResponse(description, resource.create, resource);
  return (
    created && itemProperties(description, created.schema, created.place.envelope).get(created.place.key)
  );
}

/** Returns the first result that is defined; the rest of the inputs is not looked at. */
function firstDefined<Input, Result>(
  inputs: readonly Input[],
  find: (input: Input) => Result | undefined,
): Result | undefined {
  for (const input of inputs) {
    const result = find(input);
    if (result !== undefined) return result;
  }
  return undefined;
}

interface LinkSource {
  readonly properties: () => ItemProperties;
  readonly key: string;
}

/** Returns a function that finds the links of a collection's path on its first call. */
export function linksAt(description: Description, path: string, { properties, key }: LinkSource) {
  return once(() =>
    parentLinks(path, { properties: properties(), key, typeOf: parameterTypes(description, path) }),
  );
}

/**
 * True when a POST adds an item: it responds with 201, or shows an item, or its body has members of items. Any other
 * POST is a search, or the like.
 */
function addsItems(
  description: Description,
  operation: Operation,
  resource: Resource,
  properties: () => ItemProperties,
): boolean {
  if (successOf(operation)?.status === '201' || itemResponse(description, operation, resource)) return true;
  const sent = sentContent(operation)?.schema;
  if (sent === undefined) return false;
  const outer = itemProperties(description, sent, []);
  const names = [...outer.keys()].flatMap((name) => [
    name,
    ...itemProperties(description, sent, [name]).keys(),
  ]);
  return names.some((name) => properties().has(name));
}
