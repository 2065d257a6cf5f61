import { flatten } from '../../conformance/generate/flat-schema.ts';
import type { Description } from '../../spec/description.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Operation } from '../../spec/operation.ts';
import {
  findResources,
  itemPlaceIn,
  listPlaceIn,
  successContent,
  type ItemPlace,
  type Resource,
} from '../../spec/resource.ts';
import type { Schema } from '../../spec/schema.ts';
import { itemProperties, type ItemProperty } from './item-properties.ts';

/** Where items travel in the answers of one operation. */
export interface AnswerModel {
  readonly operation: Operation;
  readonly schema: Schema;
  readonly place: ItemPlace;
}

/** A collection that the mock remembers, as its paths and schemas show it. */
export interface ResourceModel {
  readonly resource: Resource;
  /** The member that identifies an item. */
  readonly key: string;
  /** The answer that shows a whole item best. */
  readonly item: AnswerModel | undefined;
  readonly list: AnswerModel | undefined;
  readonly properties: ReadonlyMap<string, ItemProperty>;
  /** What the schema of the path's parameter says. */
  readonly parameter: JsonObject;
  /** The documented values of the path's parameter. */
  readonly shownIds: readonly unknown[];
}

/** A path that is read and changed as one thing: `/settings`, `/me`. */
export interface SingletonModel {
  readonly path: string;
  readonly read: Operation;
  readonly schema: Schema;
  readonly changes: readonly Operation[];
}

/** The collections of a description; those of which no answer shows an item with an identifier are left out. */
export function resourceModels(description: Description): readonly ResourceModel[] {
  return findResources(description).flatMap((resource) => {
    const { create, list, read, replace, update } = resource;
    const shown = [read, create, replace, update].flatMap(
      (one) => itemAnswer(description, one, resource) ?? [],
    );
    const [item] = shown;
    const listed = list && listAnswer(description, list, resource);
    const best = item ?? listed;
    if (best === undefined || (create ?? read ?? resource.delete ?? replace ?? update) === undefined)
      return [];
    const properties = itemProperties(description, best.schema, best.place.envelope);
    const parameter = declaredParameter(description, resource);
    return [{ resource, key: best.place.key, item, list: listed, properties, ...parameter }];
  });
}

function declaredParameter({ document, operations }: Description, { itemPath, parameter }: Resource) {
  const declared = operations
    .filter(({ path }) => path === itemPath)
    .flatMap(({ parameters }) => parameters)
    .filter(({ location, name }) => location === 'path' && name === parameter);
  const [first] = declared;
  const flat =
    first && typeof first.schema.definition === 'object' && flatten(document, first.schema.definition);
  return {
    parameter: (flat || undefined)?.keywords ?? {},
    shownIds: declared.flatMap(({ examples }) => examples.map(({ value }) => value)),
  };
}

function itemAnswer(
  description: Description,
  operation: Operation | undefined,
  resource: Resource,
): AnswerModel | undefined {
  const schema = operation && successContent(operation)?.schema;
  const place = itemPlaceIn(description, schema, resource);
  return operation && schema && place && { operation, schema, place };
}

function listAnswer(
  description: Description,
  operation: Operation,
  resource: Resource,
): AnswerModel | undefined {
  const schema = successContent(operation)?.schema;
  const place = listPlaceIn(description, schema, resource);
  return schema && place && { operation, schema, place };
}

/** Paths with GET and PUT or PATCH, and no POST, that are no collection and no item of one. */
export function singletonModels(
  description: Description,
  models: readonly ResourceModel[],
): readonly SingletonModel[] {
  const taken = new Set(models.flatMap(({ resource }) => [resource.collectionPath, resource.itemPath]));
  const paths = [...new Set(description.operations.map(({ path }) => path))].filter(
    (path) => !taken.has(path),
  );
  return paths.flatMap((path) => {
    const own = description.operations.filter((operation) => operation.path === path);
    const read = own.find(({ method }) => method === 'GET');
    const schema = read && successContent(read)?.schema;
    const changes = own.filter(({ method }) => method === 'PUT' || method === 'PATCH');
    const isMore = own.some(({ method }) => method === 'POST');
    if (read === undefined || schema === undefined || changes.length === 0 || isMore) return [];
    return [{ path, read, schema, changes }];
  });
}
