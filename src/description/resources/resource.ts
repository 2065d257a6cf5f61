import { groupBy } from '../../base/group-by.ts';
import { isObject, type Json } from '../../base/json.ts';
import { weaklyMemoised } from '../../base/memoise.ts';
import type { Description } from '../model/description.ts';
import type { Operation } from '../model/operation.ts';
import type { Parameter } from '../model/parameter.ts';
import type { Schema } from '../schemas/schema.ts';
import { isEnumerated } from './enumerated.ts';

/** A collection with its items, as the paths `/things` and `/things/{id}` show it. */
export interface Resource {
  readonly collectionPath: string;
  readonly itemPath: string;
  /** The path parameter that identifies an item. */
  readonly parameter: string;
  /** The schema of `parameter`; undefined where no operation declares it. */
  readonly parameterSchema: Schema | undefined;
  /** The member of an item that identifies it, where a correction says so. */
  readonly key?: string;
  readonly create: Operation | undefined;
  readonly list: Operation | undefined;
  readonly read: Operation | undefined;
  readonly replace: Operation | undefined;
  readonly update: Operation | undefined;
  readonly delete: Operation | undefined;
  /** True where no member identifies an item. Default: false. */
  readonly isKeyless?: boolean;
}

/**
 * Finds the resources of a description: each path that ends in a parameter, with the path before it, or the plural of
 * that (`/things` for `/thing/{id}`). A parameter whose values the description lists identifies no items, unless an
 * operation's `x-stuntdouble` says so, or it does together with the parameter before it: `/records/{name}/{type}`, which
 * can be put or deleted.
 */
export function findResources({
  document,
  operations,
}: Pick<Description, 'document' | 'operations'>): readonly Resource[] {
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
    const declared = declaredIn(own, parameter);
    const isFixed = declared !== undefined && isEnumerated(document, declared.schema);
    const isCompound =
      parentPath.endsWith('}') && own.some(({ method }) => ['PUT', 'DELETE'].includes(method));
    const isSaid = own.some(({ definition }) => isCorrected(definition['x-stuntdouble']));
    if (isFixed && !isCompound && !isSaid) return [];
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

/** True for an operation on one item of a resource, whatever its path. */
export function isOnItemOf({ itemPath, ...resource }: Resource, operation: Operation): boolean {
  const { read, replace, update, delete: remove } = resource;
  return itemPath === operation.path || [read, replace, update, remove].includes(operation);
}

/** Returns a parameter of the path. Parameters are compiled on first use, so no more operations are asked than needed. */
function declaredIn(operations: readonly Operation[], parameter: string): Parameter | undefined {
  for (const { parameters } of operations) {
    const found = parameters.find(({ location, name }) => location === 'path' && name === parameter);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isCorrected(correction: Json | undefined): boolean {
  return correction === true || isObject(correction);
}

/** Matches `/things/{id}`, and OData's `/Things({id})` and `/Things('{id}')`. */
const ITEM_PATH =
  /^(?<above>.*)(?:\/\{(?<plain>[^{}]+)\}|\((?<quote>'?)\{(?<bracketed>[^{}]+)\}\k<quote>\))$/;

/** Groups operations by path, in their order. Memoised for each list of operations. */
export const operationsByPath = weaklyMemoised((operations: readonly Operation[]) =>
  groupBy(operations, ({ path }) => path),
);

function pluralsOf(path: string): readonly string[] {
  return /[a-z]$/.test(path) ? [`${path}s`, path.replace(/y$/, 'ies'), `${path}es`] : [];
}

/** Returns the GET of what a path stands for, of which there is one; undefined for a collection, and for its items. */
export function singletonRead(
  operations: readonly Operation[],
  resources: readonly Pick<Resource, 'collectionPath' | 'itemPath'>[],
  path: string,
): Operation | undefined {
  const isOfMany = resources.some(({ collectionPath, itemPath }) =>
    [collectionPath, itemPath].includes(path),
  );
  return isOfMany ? undefined : operations.find((one) => one.method === 'GET' && one.path === path);
}
