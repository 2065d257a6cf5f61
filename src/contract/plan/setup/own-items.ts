import type { Operation } from '../../../description/model/operation.ts';
import { isOnItemOf, type Resource } from '../../../description/resources/resource.ts';
import { isRead } from '../../../http/method.ts';
import type { Bindings } from '../../case/bindings.ts';
import type { Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import type { Planning } from '../requests/planning.ts';
import { givenValue } from '../requests/target-data.ts';
import { validTemplate, hasInventedPathItem } from '../requests/valid-template.ts';
import { existingItemStep } from './existing-items.ts';
import { cleanupSteps, createdIdentifier, createStep, newItemTemplate } from './item-steps.ts';
import { otherName, parentItemsIn, parentName, withoutOwnName } from './parent-items.ts';
import { putItem } from './put-item.ts';

/** The items that a case creates for itself, so that it does not touch the data of others. */
export interface OwnItems {
  /** Path parameters that stand for such items, by name: the text that a target has in their place. */
  readonly bound: Readonly<Record<string, string>>;
  /** The steps that create them, or find existing ones. */
  readonly before: readonly Step[];
  /** The steps that delete them. */
  readonly after: readonly Step[];
  /** The values that the case's own request binds, where it is the one that creates an item. */
  readonly bind: Bindings;
}

/** None: for requests that are refused before anything is looked up or changed. */
export const NO_ITEMS: OwnItems = { bound: {}, before: [], after: [], bind: {} };

/**
 * Returns the items that an operation needs: an item of the case's own, in parent items of its own. An operation that
 * only reads gets a given item, or an existing one where none can be created.
 */
export function ownItemsFor(planning: Planning, operation: Operation): OwnItems {
  const own = ownItemsBy(planning, operation);
  if (!isRead(operation.method) || !planning.mayCreate || isOwn(planning, operation, own)) return own;
  // a parent that has just been created is still without the items that cannot be created
  const existing = ownItemsBy({ ...planning, mayCreate: false }, operation);
  return hasInventedItemWith(planning, operation, existing) ? own : existing;
}

/** True where all the items in the path are created by the case, or the last one is, in a parent that is listed. */
function isOwn(planning: Planning, operation: Operation, own: OwnItems): boolean {
  const isItem = planning.resources.some((one) => isOnItemOf(one, operation));
  const created = isItem ? own.before.slice(-1) : own.before;
  const isCreated = created.every(({ fallbacks }) => fallbacks === undefined);
  return isCreated && !hasInventedItemWith(planning, operation, own);
}

function hasInventedItemWith(planning: Planning, operation: Operation, { bound }: OwnItems): boolean {
  const template = validTemplate(planning, operation, false, bound);
  return template === undefined || hasInventedPathItem(planning, template);
}

function ownItemsBy(planning: Planning, operation: Operation): OwnItems {
  const above = parentItemsOf(planning, operation.path, operation);
  const resource = planning.resources.find((one) => isOnItemOf(one, operation) || one.create === operation);
  if (resource === undefined || (isRead(operation.method) && isGiven(planning, operation, resource)))
    return above;
  if (!planning.mayCreate) return withExistingItem(planning, resource, operation, above);
  const after = [...cleanupSteps(planning, resource, above.bound), ...above.after];
  if (resource.create === operation) {
    return { ...above, bind: createdIdentifier(planning, resource), after };
  }
  const setup = createStep(planning, resource, newItemTemplate(planning, resource, above.bound));
  if (setup === undefined) {
    const put = operation === resource.replace ? undefined : putItem(planning, resource, above);
    return put === undefined ? withExistingItem(planning, resource, operation, above) : { ...above, ...put };
  }
  return {
    bound: { ...above.bound, ...boundTo(resource) },
    before: [...above.before, setup],
    after,
    bind: {},
  };
}

/** True where the user says which item of the target to use. */
function isGiven({ data }: Planning, operation: Operation, { parameter }: Resource): boolean {
  return givenValue(data, operation, { name: parameter }) !== undefined;
}

/** True where children of existing items may be created: they can be deleted again. */
export function mayUseParents({ resources, usesParents }: Planning, path: string): boolean {
  const child = resources.find(({ itemPath, collectionPath }) => [itemPath, collectionPath].includes(path));
  return usesParents && child?.delete !== undefined;
}

/** Adds an existing item of the target, which only a `reader` may use, or what creates children in it. */
function withExistingItem(
  planning: Planning,
  resource: Resource,
  reader: Operation | undefined,
  own: OwnItems,
  { isForChildren = false }: { readonly isForChildren?: boolean } = {},
): OwnItems {
  const mayUse =
    reader !== undefined &&
    (isForChildren || isRead(reader.method)) &&
    !Object.hasOwn(own.bound, resource.parameter);
  const template = mayUse && resource.list && validTemplate(planning, resource.list, false, own.bound);
  if (!template || hasInventedPathItem(planning, template) || !isIdentifier(planning, reader, resource))
    return own;
  const step = existingItemStep(planning, resource, reader, own.bound);
  if (step === undefined) return own;
  return { ...own, bound: { ...own.bound, ...boundTo(resource) }, before: [...own.before, step] };
}

/** True where the parameter identifies an item, and is not a choice of a few values. */
function isIdentifier(planning: Planning, reader: Operation, { parameter }: Resource): boolean {
  const template = validTemplate(planning, reader, false);
  if (template === undefined) return false;
  const own = [...template.parameters].filter(([{ name }]) => name === parameter);
  return hasInventedPathItem(planning, { ...template, parameters: new Map(own), bound: {} });
}

/**
 * Returns items of the case's own for the parents in a path: `/things/{id}` for `/things/{id}/parts`. Given ones are
 * used as they are. Where one cannot be created, an operation that only reads (`reader`) gets an existing one.
 */
export function parentItemsOf(planning: Planning, path: string, reader?: Operation): OwnItems {
  return parentItemsIn(planning, path).reduce<OwnItems>((own, parent) => {
    const { resource, named } = parent;
    const owner = reader ?? resource.read ?? onPath(planning, path) ?? resource.list;
    if (owner !== undefined && isGiven(planning, owner, named)) return own;
    const template = planning.mayCreate ? newItemTemplate(planning, resource, own.bound) : undefined;
    const item = parentName(planning, parent);
    const name = `create in ${resource.collectionPath}`;
    const step = createStep(planning, resource, template, { name, item });
    const bound = { ...own.bound, ...boundTo(resource, item) };
    const other = step && otherName(planning, parent, item, bound);
    if (step === undefined || other === undefined) {
      const isForChildren = mayUseParents(planning, path);
      return withExistingItem(planning, named, reader ?? owner, own, { isForChildren });
    }
    return {
      bound: withoutOwnName({ ...bound, ...other.bound }, path),
      before: [...own.before, step, ...other.before],
      after: [...cleanupSteps(planning, resource, own.bound, item), ...own.after],
      bind: {},
    };
  }, NO_ITEMS);
}

/** Returns an operation on the path, which declares the parameters in it. */
function onPath({ description }: Planning, path: string): Operation | undefined {
  return description.operations.find((operation) => operation.path === path);
}

/** Binds the item's path parameter to the identifier that a step binds as `item`. */
function boundTo({ parameter }: Resource, item = parameter): Readonly<Record<string, string>> {
  return { [parameter]: placeholder(item) };
}
