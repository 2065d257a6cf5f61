import { formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { templateNames, unnamed } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn, type ItemPlace } from '../../../description/resources/item-place.ts';
import { singularOf } from '../../../description/resources/naming.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { ValueSource } from '../../case/bindings.ts';
import type { Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Planning } from '../requests/planning.ts';
import { validTemplate } from '../requests/valid-template.ts';
import { ANY_RESPONSE, createdIdentifier } from './item-steps.ts';

/** An item that a path leads through. */
interface ParentItem {
  /** The resource that creates, deletes and reads it. */
  readonly resource: Resource;
  /** The same as the path names it: its parameter may have another name. */
  readonly named: Resource;
}

/**
 * Returns the items that a path leads through, the outermost first: `/things/{id}` for `/things/{id}/parts`. Other
 * paths may give the parameter another name.
 */
export function parentItemsIn({ resources, description }: Planning, path: string): readonly ParentItem[] {
  return prefixesOf(path).flatMap((prefix): readonly ParentItem[] => {
    const same = resources.find(({ itemPath }) => itemPath === prefix);
    if (same !== undefined) return [{ resource: same, named: same }];
    const parameter = /\{([^{}]+)\}$/.exec(prefix)?.[1];
    const declared = description.operations
      .filter((operation) => operation.path === path)
      .flatMap(({ parameters }) => parameters)
      .find(({ location, name }) => location === 'path' && name === parameter);
    if (parameter === undefined || declared === undefined) return [];
    const resource =
      resources.find(({ itemPath }) => unnamed(itemPath) === unnamed(prefix)) ??
      listedResource(description, prefix, parameter);
    if (resource === undefined) return [];
    const named = { ...resource, parameter, parameterSchema: declared.schema };
    return [{ resource: resource.itemPath === prefix ? named : resource, named }];
  });
}

/** Returns the items of which there is a list, and no operation on one of them: `/things` beside `/things/{id}/parts`. */
function listedResource(
  { operations }: Description,
  itemPath: string,
  parameter: string,
): Resource | undefined {
  const collectionPath = itemPath.replace(/\/\{[^{}]+\}$/, '');
  const list = operations.find(({ method, path }) => method === 'GET' && path === collectionPath);
  if (list === undefined) return undefined;
  const none = { create: undefined, read: undefined, replace: undefined, update: undefined };
  return {
    ...none,
    collectionPath,
    itemPath,
    parameter,
    parameterSchema: undefined,
    list,
    delete: undefined,
  };
}

/** Returns `/a/{b}` and `/a/{b}/c/{d}` for `/a/{b}/c/{d}/e`. */
function prefixesOf(path: string): readonly string[] {
  return [...path.matchAll(/\}\)?(?=\/)/g)].map((end) => path.slice(0, end.index + end[0].length));
}

/**
 * Returns the name under which a parent's identifier is bound: that of the path's parameter. A parent whose own paths
 * call it otherwise may share that name with what is in it (`/things/{id}` and `/things/{thingId}/parts/{id}`).
 */
export function parentName(planning: Planning, { resource, named }: ParentItem): string {
  if (named === resource || isSameMember(planning, resource, named)) return named.parameter;
  return `${singularOf(resource.collectionPath.split('/').at(-1) ?? '')}.${resource.parameter}`;
}

/** Leaves out what the path's own last parameter would take for its value: another item of the same name. */
export function withoutOwnName(bound: Bound, path: string): Bound {
  const above = templateNames(prefixesOf(path).at(-1) ?? '');
  const own = templateNames(path).filter((name) => !above.includes(name));
  return Object.fromEntries(Object.entries(bound).filter(([name]) => !own.includes(name)));
}

type Bound = Readonly<Record<string, string>>;

/** The value of an item's path parameter under another name. */
interface OtherName {
  readonly bound: Bound;
  /** The step that reads it, if it takes one. */
  readonly before: readonly Step[];
}

/**
 * Returns the value for an item that is created as `item` under the name that another path has for its parameter: the
 * same identifier, or another member, which reading the item shows. Undefined where the description does not tell.
 */
export function otherName(
  planning: Planning,
  { resource, named }: ParentItem,
  item: string,
  bound: Bound,
): OtherName | undefined {
  if (named === resource) return { bound: {}, before: [] };
  const { read } = resource;
  const other = shownMember(planning, resource, named);
  if (read === undefined || other === undefined) return undefined;
  if (isSameMember(planning, resource, named)) {
    return { bound: { [named.parameter]: placeholder(item) }, before: [] };
  }
  const step = planStep(planning, validTemplate(planning, read, false, bound), {
    name: `read its ${other.key}`,
    role: 'setup',
    expect: ANY_RESPONSE,
    bind: {
      [named.parameter]: { from: 'identifier', pointer: formatPointer([...other.envelope, other.key]) },
    },
  });
  return step && { bound: { [named.parameter]: placeholder(named.parameter) }, before: [step] };
}

/** True where both names stand for the member that a create's response has. */
function isSameMember(planning: Planning, resource: Resource, named: Resource): boolean {
  const key = keyOf(createdIdentifier(planning, resource)[resource.parameter]);
  return key !== undefined && key === shownMember(planning, resource, named)?.key;
}

/** Returns the place of the member that reading an item shows for a parameter. */
function shownMember({ description }: Planning, { read }: Resource, named: Resource): ItemPlace | undefined {
  return itemPlaceIn(description, read && successContent(read)?.schema, named);
}

/** Returns the member of the item that identifies it; undefined where only the Location field does. */
function keyOf(source: ValueSource | undefined): string | undefined {
  return source?.from === 'identifier' ? parsePointer(source.pointer ?? '').at(-1) : undefined;
}
