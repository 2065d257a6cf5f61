import type { Operation } from '../../../description/model/operation.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { isRead } from '../../../http/method.ts';
import type { Bindings } from '../../case/bindings.ts';
import type { Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import type { Planning } from '../requests/planning.ts';
import { givenValue } from '../requests/target-data.ts';
import { validTemplate, isAdrift } from '../requests/valid-template.ts';
import { borrowStep } from './existing-items.ts';
import { cleanupSteps, createdIdentifier, createStep, newItemTemplate } from './item-steps.ts';
import { ancestorsIn, otherName } from './parent-items.ts';

/** What a case makes for itself, so that it touches nobody else's data. */
export interface OwnData {
  /** Path parameters that the item made before is bound to. */
  readonly bound: Readonly<Record<string, string>>;
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  /** What the case's own request binds, where it is the one that creates. */
  readonly bind: Bindings;
}

/** For requests that are refused before anything is looked up or changed. */
export const NO_DATA: OwnData = { bound: {}, before: [], after: [], bind: {} };

/**
 * An item of its own for an operation on items, in items of its own, and the removal of whatever is made. What is
 * only looked at is what is given, and may be the target's own.
 */
export function ownDataFor(planning: Planning, operation: Operation): OwnData {
  const own = ownDataBy(planning, operation);
  if (!isRead(operation.method) || !planning.mayCreate || isOwn(planning, operation, own)) return own;
  // in what has just been made, there is nothing yet of what cannot be made
  const borrowed = ownDataBy({ ...planning, mayCreate: false }, operation);
  return isAdriftWith(planning, operation, borrowed) ? own : borrowed;
}

/** Whether all that is asked for is made by the case. */
function isOwn(planning: Planning, operation: Operation, own: OwnData): boolean {
  const isMade = own.before.every(({ fallbacks }) => fallbacks === undefined);
  return isMade && !isAdriftWith(planning, operation, own);
}

function isAdriftWith(planning: Planning, operation: Operation, { bound }: OwnData): boolean {
  const template = validTemplate(planning, operation, false, bound);
  return template === undefined || isAdrift(planning, template);
}

function ownDataBy(planning: Planning, operation: Operation): OwnData {
  const above = ancestorsOf(planning, operation.path, operation);
  const resource = planning.resources.find(
    ({ itemPath, create }) => itemPath === operation.path || create === operation,
  );
  if (resource === undefined || (isRead(operation.method) && isGiven(planning, operation, resource)))
    return above;
  if (!planning.mayCreate) return withBorrowed(planning, resource, operation, above);
  const after = [...cleanupSteps(planning, resource, above.bound), ...above.after];
  if (resource.create === operation) {
    return { ...above, bind: createdIdentifier(planning, resource), after };
  }
  const setup = createStep(planning, resource, newItemTemplate(planning, resource, above.bound));
  if (setup === undefined) return withBorrowed(planning, resource, operation, above);
  return {
    bound: { ...above.bound, ...boundTo(resource) },
    before: [...above.before, setup],
    after,
    bind: {},
  };
}

/** Whether it is said which item of the target to take. */
function isGiven({ data }: Planning, operation: Operation, { parameter }: Resource): boolean {
  return givenValue(data, operation, { name: parameter }) !== undefined;
}

/** An item that the target has, where nothing is done but to look at it. */
function withBorrowed(
  planning: Planning,
  resource: Resource,
  reader: Operation | undefined,
  own: OwnData,
): OwnData {
  const mayBorrow =
    reader !== undefined && isRead(reader.method) && !Object.hasOwn(own.bound, resource.parameter);
  const template = mayBorrow && resource.list && validTemplate(planning, resource.list, false, own.bound);
  if (!template || isAdrift(planning, template) || !isAdriftWithout(planning, reader, resource)) return own;
  const step = borrowStep(planning, resource, reader, own.bound);
  if (step === undefined) return own;
  return { ...own, bound: { ...own.bound, ...boundTo(resource) }, before: [...own.before, step] };
}

/** Whether nothing but its identifier tells which item is meant: a choice of a few is no identifier. */
function isAdriftWithout(planning: Planning, reader: Operation, { parameter }: Resource): boolean {
  const template = validTemplate(planning, reader, false);
  if (template === undefined) return false;
  const own = [...template.parameters].filter(([{ name }]) => name === parameter);
  return isAdrift(planning, { ...template, parameters: new Map(own), bound: {} });
}

/**
 * Items of its own to which a path leads through: `/things/{id}` for `/things/{id}/parts`. Those that are given are
 * taken as they are; those that cannot be made may be the target's own, where a `reader` only looks at what is in them.
 */
export function ancestorsOf(planning: Planning, path: string, reader?: Operation): OwnData {
  return ancestorsIn(planning, path).reduce<OwnData>((own, ancestor) => {
    const { resource, named } = ancestor;
    const owner = reader ?? resource.read ?? resource.list;
    if (owner !== undefined && isGiven(planning, owner, named)) return own;
    const template = planning.mayCreate ? newItemTemplate(planning, resource, own.bound) : undefined;
    const step = createStep(planning, resource, template, { name: `create in ${resource.collectionPath}` });
    const bound = { ...own.bound, ...boundTo(resource) };
    const other = step && otherName(planning, ancestor, step, bound);
    if (step === undefined || other === undefined) return withBorrowed(planning, named, reader, own);
    return {
      bound: { ...bound, ...other.bound },
      before: [...own.before, step, ...other.before],
      after: [...cleanupSteps(planning, resource, own.bound), ...own.after],
      bind: {},
    };
  }, NO_DATA);
}

/** The item's path parameter, standing for what was bound under its name. */
function boundTo({ parameter }: Resource): Readonly<Record<string, string>> {
  return { [parameter]: placeholder(parameter) };
}
