import { formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import type { Description } from '../../../description/model/description.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { ValueSource } from '../../case/bindings.ts';
import type { Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Planning } from '../requests/planning.ts';
import { validTemplate } from '../requests/valid-template.ts';
import { ANY_RESPONSE } from './item-steps.ts';

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

function unnamed(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

/** The value of an item's path parameter under another name. */
interface OtherName {
  readonly bound: Readonly<Record<string, string>>;
  /** The step that reads it, if it takes one. */
  readonly before: readonly Step[];
}

/**
 * Returns the value for a created item under the name that another path has for its parameter: the same identifier, or
 * another member, which reading the item shows. Undefined where the description does not tell.
 */
export function otherName(
  planning: Planning,
  { resource, named }: ParentItem,
  created: Step,
  bound: Readonly<Record<string, string>>,
): OtherName | undefined {
  if (named === resource) return { bound: {}, before: [] };
  const { read } = resource;
  const schema = read && successContent(read)?.schema;
  const other = itemPlaceIn(planning.description, schema, named);
  if (read === undefined || other === undefined) return undefined;
  if (keyOf(created.bind[resource.parameter]) === other.key) {
    return { bound: { [named.parameter]: placeholder(resource.parameter) }, before: [] };
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

/** Returns the member of the item that identifies it; undefined where only the Location field does. */
function keyOf(source: ValueSource | undefined): string | undefined {
  return source?.from === 'identifier' ? parsePointer(source.pointer ?? '').at(-1) : undefined;
}
