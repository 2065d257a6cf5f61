import { formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { ValueSource } from '../../case/bindings.ts';
import type { Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import type { Planning } from '../requests/planning.ts';
import { toRequestPlan } from '../requests/template.ts';
import { validTemplate } from '../requests/valid-template.ts';

/** An item that a path leads through. */
interface Ancestor {
  /** As it is made, removed and read. */
  readonly resource: Resource;
  /** As the path names it: the same, where its parameter has the same name. */
  readonly named: Resource;
}

/**
 * The items that a path leads through, the outermost first: `/things/{id}` for `/things/{id}/parts`, also where other
 * paths name its parameter otherwise.
 */
export function ancestorsIn({ resources, description }: Planning, path: string): readonly Ancestor[] {
  return prefixesOf(path).flatMap((prefix): readonly Ancestor[] => {
    const same = resources.find(({ itemPath }) => itemPath === prefix);
    if (same !== undefined) return [{ resource: same, named: same }];
    const resource = resources.find(({ itemPath }) => unnamed(itemPath) === unnamed(prefix));
    const parameter = /\{([^{}]+)\}$/.exec(prefix)?.[1];
    const declared = description.operations
      .filter((operation) => operation.path === path)
      .flatMap(({ parameters }) => parameters)
      .find(({ location, name }) => location === 'path' && name === parameter);
    if (resource === undefined || parameter === undefined || declared === undefined) return [];
    return [{ resource, named: { ...resource, parameter, parameterSchema: declared.schema } }];
  });
}

/** Of `/a/{b}/c/{d}/e`: `/a/{b}` and `/a/{b}/c/{d}`. */
function prefixesOf(path: string): readonly string[] {
  return [...path.matchAll(/\}\)?(?=\/)/g)].map((end) => path.slice(0, end.index + end[0].length));
}

function unnamed(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

/** What an item's path parameter is bound to under another name. */
interface OtherName {
  readonly bound: Readonly<Record<string, string>>;
  /** What has to be asked for it. */
  readonly before: readonly Step[];
}

/**
 * An item that is `made`, by the name that another path has for its parameter: the same identifier, or, where that means another
 * member, what reading the item shows. Undefined where that cannot be told.
 */
export function otherName(
  planning: Planning,
  { resource, named }: Ancestor,
  made: Step,
  bound: Readonly<Record<string, string>>,
): OtherName | undefined {
  if (named === resource) return { bound: {}, before: [] };
  const { read } = resource;
  const schema = read && successContent(read)?.schema;
  const other = itemPlaceIn(planning.description, schema, named);
  if (read === undefined || other === undefined) return undefined;
  if (keyOf(made.bind[resource.parameter]) === other.key) {
    return { bound: { [named.parameter]: placeholder(resource.parameter) }, before: [] };
  }
  const request = readRequest(planning, read, bound);
  if (request === undefined) return undefined;
  const step: Step = {
    name: `read its ${other.key}`,
    role: 'setup',
    operationId: read.id,
    request,
    expect: { outcome: 'any', statuses: [], confidence: 'advice' },
    bind: {
      [named.parameter]: { from: 'identifier', pointer: formatPointer([...other.envelope, other.key]) },
    },
  };
  return { bound: { [named.parameter]: placeholder(named.parameter) }, before: [step] };
}

/** Returns the member of the item that identifies it; undefined where only the Location field does. */
function keyOf(source: ValueSource | undefined): string | undefined {
  return source?.from === 'identifier' ? parsePointer(source.pointer ?? '').at(-1) : undefined;
}

function readRequest(planning: Planning, read: Operation, bound: Readonly<Record<string, string>>) {
  const template = validTemplate(planning, read, false, bound);
  return template && toRequestPlan(template, fullCredentials(planning, read));
}
