import type { Description } from '../../spec/description.ts';
import type { JsonObject } from '../../spec/json.ts';
import { once } from '../../spec/once.ts';
import type { Operation } from '../../spec/operation.ts';
import {
  findResources,
  operationsByPath,
  sentContent,
  successContent,
  successOf,
  type Resource,
} from '../../spec/resource.ts';
import type { Schema } from '../../spec/schema.ts';
import { itemAnswer, listAnswer, type AnswerModel } from './answer-model.ts';
import { derived } from './derived.ts';
import { parentLinks, type ParentLink } from './foreign-key.ts';
import { itemProperties, type ItemProperties } from './item-properties.ts';
import { declaredParameter, parameterTypes } from './path-parameter.ts';
import { withStores } from './shared-store.ts';

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

/** A path that is read and changed as one thing: `/settings`, `/me`. */
export interface SingletonModel {
  readonly path: string;
  readonly read: Operation;
  readonly schema: Schema;
  readonly changes: readonly Operation[];
  readonly delete: Operation | undefined;
}

/** The collections of a description; those of which no answer shows an item with an identifier are left out. */
export function resourceModels(description: Description): readonly ResourceModel[] {
  const found = findResources(description).flatMap((resource) => shownResource(description, resource) ?? []);
  return withStores([...found, ...viewsOf(description, found), ...findersOf(description, found)]);
}

function shownResource(description: Description, found: Resource): ShownResource | undefined {
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
  const links = linksOf(description, collectionPath, { properties, key });
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

function linksOf(description: Description, path: string, { properties, key }: LinkSource) {
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

/** Collections below a parent whose items have paths of their own: `/owners/{id}/pets` with `/pets/{id}`. */
function viewsOf(description: Description, found: readonly ShownResource[]): readonly ShownResource[] {
  const known = new Set(found.flatMap(({ resource }) => [resource.collectionPath, resource.itemPath]));
  const roots = found.filter(({ resource }) => !resource.collectionPath.includes('{')).toReversed();
  const named = new Map(roots.map((root) => [root.resource.collectionPath.split('/').at(-1), root]));
  return [...operationsByPath(description.operations).keys()]
    .filter((path) => path.includes('{') && !known.has(path))
    .flatMap((path) => {
      const base = named.get(path.split('/').at(-1));
      return (base && viewOf(description, path, base)) ?? [];
    });
}

/** Lists beside the items that show some of them: `/pets/findByStatus` beside `/pets/{id}`. */
function findersOf(description: Description, found: readonly ShownResource[]): readonly ShownResource[] {
  const known = new Set(found.flatMap(({ resource }) => [resource.collectionPath, resource.itemPath]));
  const lists = description.operations.filter(
    ({ method, path }) => method === 'GET' && !known.has(path) && !path.endsWith('}'),
  );
  const bases = new Map(
    found.toReversed().map((one) => [one.resource.itemPath.replace(/\/\{[^{}]+\}$/, ''), one]),
  );
  return lists.flatMap((list) => {
    const base = bases.get(list.path.slice(0, list.path.lastIndexOf('/')));
    const listed = base && listAnswer(description, list, base.resource);
    if (base === undefined || listed?.place.key !== base.key) return [];
    const shown = itemProperties(description, listed.schema, listed.place.envelope);
    if (!isSameItem(base.properties, shown)) return [];
    const nothing = {
      create: undefined,
      read: undefined,
      replace: undefined,
      update: undefined,
      delete: undefined,
    };
    const resource = { ...base.resource, ...nothing, collectionPath: list.path, list };
    return [derived(base, { resource, list: listed, viewOf: base.resource.collectionPath })];
  });
}

/** Almost all that the other shows is known of the item. */
function isSameItem(item: ItemProperties, other: ItemProperties): boolean {
  const known = [...other.keys()].filter((name) => item.has(name)).length;
  return known > 1 && known >= other.size * 0.8;
}

function viewOf(description: Description, path: string, base: ShownResource): ShownResource | undefined {
  const own = operationsByPath(description.operations).get(path) ?? [];
  const on = (method: string) => own.find((operation) => operation.method === method);
  const [create, list] = [on('POST'), on('GET')];
  const shown = itemAnswer(description, create, base.resource);
  const listed = list && listAnswer(description, list, base.resource);
  const links = linksOf(description, path, { properties: () => base.properties, key: base.key })();
  const isSame = (listed ?? shown)?.place.key === base.key;
  if (!isSame || links.length === 0 || links.some(({ property }) => property === undefined)) return undefined;
  const resource = {
    ...base.resource,
    collectionPath: path,
    create: shown && create,
    list: listed && list,
    read: undefined,
    replace: undefined,
    update: undefined,
    delete: undefined,
  };
  return derived(base, { resource, list: listed, links });
}

/** Paths with GET and PUT or PATCH, and no POST, that are no collection and no item of one. */
export function singletonModels(
  description: Description,
  models: readonly ResourceModel[],
): readonly SingletonModel[] {
  const taken = new Set(models.flatMap(({ resource }) => [resource.collectionPath, resource.itemPath]));
  return [...operationsByPath(description.operations)].flatMap(([path, own]) => {
    if (taken.has(path)) return [];
    const on = (method: string) => own.find((operation) => operation.method === method);
    const read = on('GET');
    const schema = read && successContent(read)?.schema;
    const changes = own.filter(({ method }) => method === 'PUT' || method === 'PATCH');
    if (read === undefined || schema === undefined || changes.length === 0 || on('POST')) return [];
    return [{ path, read, schema, changes, delete: on('DELETE') }];
  });
}
