import type { Description } from './description.ts';
import type { MediaType } from './media-type-object.ts';
import type { Operation } from './operation.ts';
import type { Schema } from './schema.ts';
import { shapeOf, type ValueShape } from './value-shape.ts';

/** A collection and its items, as the paths show it: `/things` and `/things/{id}`. */
export interface Resource {
  readonly collectionPath: string;
  readonly itemPath: string;
  /** The path parameter that identifies an item. */
  readonly parameter: string;
  readonly create: Operation | undefined;
  readonly list: Operation | undefined;
  readonly read: Operation | undefined;
  readonly replace: Operation | undefined;
  readonly update: Operation | undefined;
  readonly delete: Operation | undefined;
}

/** Where an item stands in a body, and which of its members identifies it. */
export interface ItemPlace {
  /** Property names that lead to the item; empty where the body is the item. */
  readonly envelope: readonly string[];
  readonly key: string;
}

/** Finds the resources of a description: each path that ends in a parameter, with its path up to there. */
export function findResources({ operations }: Pick<Description, 'operations'>): readonly Resource[] {
  const paths = [...new Set(operations.map(({ path }) => path))];
  return paths.flatMap((itemPath) => {
    const match = /^(.*)\/\{([^{}]+)\}$/.exec(itemPath);
    if (match === null) return [];
    const [, collectionPath = '', parameter = ''] = match;
    const on = (path: string, method: string) =>
      operations.find((operation) => operation.path === path && operation.method === method);
    return [
      {
        collectionPath,
        itemPath,
        parameter,
        create: on(collectionPath, 'POST'),
        list: on(collectionPath, 'GET'),
        read: on(itemPath, 'GET'),
        replace: on(itemPath, 'PUT'),
        update: on(itemPath, 'PATCH'),
        delete: on(itemPath, 'DELETE'),
      },
    ];
  });
}

/** The JSON content of an operation's first documented success. */
export function successContent(operation: Operation): MediaType | undefined {
  const [success] = operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .toSorted((left, right) => (left.status < right.status ? -1 : 1));
  return success?.content.find(({ range }) => /[/+]json\b/i.test(range));
}

/** Where the item stands in the body of a schema. Undefined where none can be told. */
export function itemPlaceIn(
  { document }: Description,
  schema: Schema | undefined,
  parameter: string,
): ItemPlace | undefined {
  return schema && findItem(shapeOf(document, schema), keyNames(parameter), []);
}

/** Where the list of items stands in a body, and what identifies them. Undefined where none can be told. */
export function listPlaceIn(
  { document }: Description,
  schema: Schema | undefined,
  parameter: string,
): ItemPlace | undefined {
  return schema && findList(shapeOf(document, schema), keyNames(parameter), []);
}

/** What an identifier may be called, the likeliest first. */
function keyNames(parameter: string): readonly string[] {
  const snake = parameter.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return [...new Set([parameter, snake, 'id', '_id', 'uuid', 'key', 'slug', 'name'])];
}

/** Envelopes are seldom deeper than this. */
const DEEPEST = 2;

function findItem(
  shape: ValueShape,
  keys: readonly string[],
  envelope: readonly string[],
): ItemPlace | undefined {
  const key = keys.find((name) => shape.propertyNames.includes(name));
  if (key !== undefined) return { envelope, key };
  if (envelope.length >= DEEPEST) return undefined;
  for (const name of shape.propertyNames) {
    const inner = shape.property(name);
    if (inner === undefined || inner.allowsArray || !inner.allowsObject || !inner.isKnown) continue;
    const found = findItem(inner, keys, [...envelope, name]);
    if (found) return found;
  }
  return undefined;
}

function findList(
  shape: ValueShape,
  keys: readonly string[],
  envelope: readonly string[],
): ItemPlace | undefined {
  if (shape.isKnown && shape.allowsArray) {
    const item = shape.item(0);
    const key = keys.find((name) => item.propertyNames.includes(name));
    return key === undefined ? undefined : { envelope, key };
  }
  if (envelope.length >= DEEPEST) return undefined;
  for (const name of shape.propertyNames) {
    const inner = shape.property(name);
    const found = inner?.isKnown === true ? findList(inner, keys, [...envelope, name]) : undefined;
    if (found) return found;
  }
  return undefined;
}
