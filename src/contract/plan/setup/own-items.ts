import { formatPointer } from '../../../base/json-pointer.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { isRead } from '../../../http/method.ts';
import type { Bindings } from '../../case/bindings.ts';
import type { Expectation, Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { accepted } from '../requests/expectations.ts';
import type { Planning } from '../requests/planning.ts';
import { givenValue } from '../requests/target-data.ts';
import { toRequestPlan } from '../requests/template.ts';
import { validTemplate, isAdrift } from '../requests/valid-template.ts';
import { borrowStep } from './existing-items.ts';
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
  const after = [...cleanupOf(planning, resource, above.bound), ...above.after];
  if (resource.create === operation) {
    return { ...above, bind: identifierIn(planning, resource), after };
  }
  const setup = createStep(planning, resource, 'setup', above.bound);
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
    const step = planning.mayCreate ? createStep(planning, resource, 'setup', own.bound) : undefined;
    const bound = { ...own.bound, ...boundTo(resource) };
    const other = step && otherName(planning, ancestor, step, bound);
    if (step === undefined || other === undefined) return withBorrowed(planning, named, reader, own);
    return {
      bound: { ...bound, ...other.bound },
      before: [...own.before, { ...step, name: `create in ${resource.collectionPath}` }, ...other.before],
      after: [...cleanupOf(planning, resource, own.bound), ...own.after],
      bind: {},
    };
  }, NO_DATA);
}

/** The request that creates an item and binds its identifier; undefined where that cannot be told. */
export function createStep(
  planning: Planning,
  resource: Resource,
  role: Step['role'],
  bound: OwnData['bound'] = {},
  { optional = true }: { readonly optional?: boolean } = {},
): Step | undefined {
  const { create } = resource;
  const template = create && validTemplate(planning, create, optional, bound);
  const request = template && toRequestPlan(template, fullCredentials(planning, template.operation));
  const bind = identifierIn(planning, resource);
  if (template === undefined || request === undefined || Object.keys(bind).length === 0) return undefined;
  if (isAdrift(planning, template)) return undefined;
  return {
    name: 'create',
    role,
    operationId: template.operation.id,
    request,
    expect: accepted(template.operation),
    bind,
  };
}

/** The request that removes what was made, and is bound as `name`; none where the description has no way to. */
export function cleanupOf(
  planning: Planning,
  resource: Resource,
  bound: OwnData['bound'] = {},
  name = resource.parameter,
): readonly Step[] {
  const whole = { ...bound, [resource.parameter]: placeholder(name) };
  const template = resource.delete && validTemplate(planning, resource.delete, false, whole);
  const request = template && toRequestPlan(template, fullCredentials(planning, template.operation));
  if (template === undefined || request === undefined) return [];
  const expect: Expectation = { outcome: 'any', statuses: [], confidence: 'advice' };
  return [
    { name: 'clean up', role: 'cleanup', operationId: template.operation.id, request, expect, bind: {} },
  ];
}

/** The item's path parameter, standing for what was bound under its name. */
function boundTo({ parameter }: Resource): Readonly<Record<string, string>> {
  return { [parameter]: placeholder(parameter) };
}

/** Where the answer carries the identifier; nothing leads to it where the Location field does. */
function identifierIn({ description }: Planning, resource: Resource): Bindings {
  const { create, parameter } = resource;
  const place = create && itemPlaceIn(description, successContent(create)?.schema, resource);
  if (place !== undefined) {
    const pointer = formatPointer([...place.envelope, place.key]);
    return { [parameter]: { from: 'identifier', pointer } };
  }
  const successes = create?.responses.filter(({ status }) => status.startsWith('2')) ?? [];
  const isLocated =
    successes.length > 0 &&
    successes.every(({ headers }) => headers.some(({ name }) => /^location$/i.test(name)));
  return isLocated ? { [parameter]: { from: 'identifier' } } : {};
}
