import { isObject } from '../../../base/json.ts';
import { weaklyMemoised } from '../../../base/memoise.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import { filledPath } from '../../../description/document/path-template.ts';
import { basePathOf } from '../../../description/model/base-path.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import type { BehaviourRequest } from '../../behaviour/behaviour.ts';
import type { PageLinks } from './page-envelope.ts';
import { AFTER, OFFSET, PAGE, plainName } from './page-position.ts';
import type { ListPage } from './paging.ts';

/** Returns the links to a page and to those around it: the same query with another offset, page number or token. */
export function pageLinks(
  operation: Operation,
  request: BehaviourRequest,
  page: ListPage,
  key: string,
): PageLinks {
  const { offset, limit, items, total, firstPage } = page;
  const isMore = offset + items.length < total;
  const last = limit === undefined ? 0 : Math.max(0, Math.ceil(total / limit) - 1) * limit;
  const token = items.at(-1)?.[key];
  const to = (start: number, after?: unknown) =>
    linkTo(operation, request, { start, page: Math.floor(start / (limit ?? 1)) + firstPage, after });
  return {
    self: to(offset),
    first: to(0),
    prev: offset > 0 ? to(Math.max(0, offset - (limit ?? offset))) : undefined,
    next: isMore ? to(offset + items.length, token) : undefined,
    last: to(last),
  };
}

interface LinkTarget {
  /** The offset of the page's first item. */
  readonly start: number;
  /** The number of the page. */
  readonly page: number;
  /** The identifier of the item before the page. */
  readonly after: unknown;
}

function linkTo(operation: Operation, { path, query }: BehaviourRequest, target: LinkTarget): string {
  const { parameters, position, basePath } = linkPlan(operation);
  const pieces = parameters.flatMap((parameter) => {
    const { name } = parameter;
    const value = parameter === position?.parameter ? position.valueOf(target) : query[name];
    if (value === undefined || isObject(value)) return [];
    return encodeParameter(parameter, value) || [];
  });
  const search = pieces.length === 0 ? '' : `?${pieces.join('&')}`;
  return `${basePath}${filledPath(operation.path, path)}${search}`;
}

/** What the links of an operation are made of. */
const linkPlan = weaklyMemoised(({ parameters, servers }: Operation) => {
  const inQuery = parameters.filter(({ location }) => location === 'query');
  return {
    parameters: inQuery,
    position: positionParameter(inQuery),
    basePath: basePathOf(servers[0] ?? ''),
  };
});

/** Returns the parameter that selects the page: its number, its offset, or a token. */
function positionParameter(parameters: readonly Parameter[]) {
  const parameter = [PAGE, OFFSET, AFTER]
    .map((pattern) => parameters.find(({ name }) => pattern.test(plainName(name))))
    .find((found) => found !== undefined);
  if (parameter === undefined) return undefined;
  const name = plainName(parameter.name);
  return {
    parameter,
    isToken: AFTER.test(name),
    valueOf: (target: LinkTarget) => positionValue(name, target),
  };
}

/** True when the query continues from a token of the page before. */
export function isPagedByToken(operation: Operation): boolean {
  return linkPlan(operation).position?.isToken === true;
}

function positionValue(name: string, { start, page, after }: LinkTarget): unknown {
  if (PAGE.test(name)) return page;
  return OFFSET.test(name) ? start : after;
}

/** Returns the value of a `Link` field (RFC 8288). */
export function linkField(links: PageLinks): string {
  return (['first', 'prev', 'next', 'last'] as const)
    .flatMap((relation) => {
      const address = links[relation];
      return address === undefined ? [] : [`<${address}>; rel="${relation}"`];
    })
    .join(', ');
}
