import type { Description } from './description.ts';
import { groupBy } from './group-by.ts';
import type { JsonObject } from './json.ts';
import { isJsonRange, type MediaType } from './media-type-object.ts';
import { weaklyMemoised } from './memoised.ts';
import { once } from './once.ts';
import type { Operation, Response } from './operation.ts';
import type { Schema } from './schema.ts';
import { shapeOf, type ValueShape } from './value-shape.ts';

/** A collection and its items, as the paths show it: `/things` and `/things/{id}`. */
export interface Resource {
  readonly collectionPath: string;
  readonly itemPath: string;
  /** The path parameter that identifies an item. */
  readonly parameter: string;
  /** The parameter's; undefined where none of the operations declares it. */
  readonly parameterSchema: Schema | undefined;
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

/**
 * Finds the resources of a description: each path that ends in a parameter, with its path up to there, or the plural
 * of that (`/things` for `/thing/{id}`).
 */
export function findResources({ operations }: Pick<Description, 'operations'>): readonly Resource[] {
  const paths = operationsByPath(operations);
  return [...paths].flatMap(([itemPath, own]) => {
    const match = ITEM_PATH.exec(itemPath);
    const { above: parentPath, plain, bracketed } = match?.groups ?? {};
    const parameter = plain ?? bracketed;
    if (parentPath === undefined || parameter === undefined) return [];
    const collectionPath =
      [parentPath, ...pluralsOf(parentPath)].find((path) => paths.has(path)) ?? parentPath;
    const on = (path: string, method: string) =>
      paths.get(path)?.find((operation) => operation.method === method);
    const declared = own
      .flatMap(({ parameters }) => parameters)
      .find(({ location, name }) => location === 'path' && name === parameter);
    return [
      {
        collectionPath,
        itemPath,
        parameter,
        parameterSchema: declared?.schema,
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

/** `/things/{id}`; OData has `/Things({id})` and `/Things('{id}')`. */
const ITEM_PATH =
  /^(?<above>.*)(?:\/\{(?<plain>[^{}]+)\}|\((?<quote>'?)\{(?<bracketed>[^{}]+)\}\k<quote>\))$/;

/** The operations of each path, found once for each list of operations; paths in the order of the operations. */
export const operationsByPath = weaklyMemoised((operations: readonly Operation[]) =>
  groupBy(operations, ({ path }) => path),
);

function pluralsOf(path: string): readonly string[] {
  return /[a-z]$/.test(path) ? [`${path}s`, path.replace(/y$/, 'ies'), `${path}es`] : [];
}

/** The lowest documented success; `default` where no success and no redirection is documented beside it. */
export function successOf({ responses }: Operation): Response | undefined {
  const [success] = responses
    .filter(({ status }) => status.startsWith('2'))
    .toSorted((left, right) => (left.status < right.status ? -1 : 1));
  if (success !== undefined || responses.some(({ status }) => status.startsWith('3'))) return success;
  return responses.find(({ status }) => status === 'default');
}

/** The JSON content of an operation's success; XML or YAML where there is no JSON. */
export function successContent(operation: Operation): MediaType | undefined {
  const content = successOf(operation)?.content ?? [];
  return content.find(({ range }) => isJsonRange(range)) ?? content.find(isStructured);
}

/** The content of a request that may carry an item. */
export function sentContent({ requestBody }: Operation): MediaType | undefined {
  const content = requestBody?.content ?? [];
  return content.find(({ range }) => /[/+]json\b|form/i.test(range)) ?? content.find(isStructured);
}

function isStructured({ range, schema }: MediaType): boolean {
  return schema !== undefined && /[/+](xml|yaml)\b/i.test(range);
}

/** Where the item stands in the body of a schema. Undefined where none can be told. */
export function itemPlaceIn(
  { document }: Description,
  schema: Schema | undefined,
  resource: Identified,
): ItemPlace | undefined {
  return schema?.place ?? (schema && findItem(shapeOf(document, schema), keysOf(document, resource), []));
}

/** Where the list of items stands in a body, and what identifies them. Undefined where none can be told. */
export function listPlaceIn(
  { document }: Description,
  schema: Schema | undefined,
  resource: Identified,
): ItemPlace | undefined {
  return schema?.place ?? (schema && findList(shapeOf(document, schema), keysOf(document, resource), []));
}

/** What names an item in a path. */
export type Identified = Pick<Resource, 'parameter' | 'parameterSchema'>;

/** The member of an item that the path parameter means; undefined where none can be told. */
export function keyOfItem(document: JsonObject, item: ValueShape, resource: Identified): string | undefined {
  return keysOf(document, resource)(item);
}

/** Finds the member of an item that the path parameter means. */
type FindKey = (item: ValueShape) => string | undefined;

/** The likeliest name first; of members whose type the parameter cannot have, none is it. */
function keysOf(document: JsonObject, { parameter, parameterSchema }: Identified): FindKey {
  const wanted = parameterSchema && shapeOf(document, parameterSchema);
  const names = once(() => keyNames(parameter));
  return (item) =>
    names().find((name) => item.propertyNames.includes(name) && mayBe(item.property(name), wanted));
}

/** Texts are written like numbers at times; a number is never written like a text. */
function mayBe(member: ValueShape | undefined, wanted: ValueShape | undefined): boolean {
  if (member === undefined || wanted === undefined || !member.isKnown || !wanted.isKnown) return true;
  const isNumber = (shape: ValueShape) =>
    shape.primitives.includes('integer') || shape.primitives.includes('number');
  const isText = (shape: ValueShape) => shape.primitives.includes('string');
  if (!isText(member) && !isNumber(member)) return false;
  return isText(wanted) || isNumber(member);
}

/** What an identifier may be called, the likeliest first. */
function keyNames(parameter: string): readonly string[] {
  const snake = parameter.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const bare = parameter.replace(/_?(id|name|key|slug)$/i, '');
  const suffix = parameter.slice(bare.length).replace(/^_/, '').toLowerCase();
  const named = [suffix, 'id', '_id', 'uuid', 'key', 'slug', 'name', bare].filter((name) => name !== '');
  const camel = parameter.replace(/[_-]([a-z])/gi, (_, letter: string) => letter.toUpperCase());
  return [...new Set([parameter, snake, camel, ...named])];
}

/** Envelopes are seldom deeper than this. */
const DEEPEST = 2;

function findItem(shape: ValueShape, keyIn: FindKey, envelope: readonly string[]): ItemPlace | undefined {
  const key = keyIn(shape);
  if (key !== undefined) return { envelope, key };
  if (envelope.length >= DEEPEST) return undefined;
  for (const name of shape.propertyNames) {
    const inner = shape.property(name);
    if (inner === undefined || inner.allowsArray || !inner.allowsObject || !inner.isKnown) continue;
    const found = findItem(inner, keyIn, [...envelope, name]);
    if (found) return found;
  }
  return undefined;
}

function findList(shape: ValueShape, keyIn: FindKey, envelope: readonly string[]): ItemPlace | undefined {
  if (shape.isKnown && shape.allowsArray) {
    const key = keyIn(shape.item(0));
    return key === undefined ? undefined : { envelope, key };
  }
  if (envelope.length >= DEEPEST) return undefined;
  for (const name of shape.propertyNames) {
    const inner = shape.property(name);
    const found = inner?.isKnown === true ? findList(inner, keyIn, [...envelope, name]) : undefined;
    if (found) return found;
  }
  return undefined;
}
