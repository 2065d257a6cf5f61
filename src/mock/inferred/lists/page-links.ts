import { isObject } from '../../../base/json.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import { filledPath } from '../../../description/document/path-template.ts';
import { basePathOf } from '../../../description/model/base-path.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import type { BehaviourRequest } from '../../behaviour/behaviour.ts';
import type { PageAddresses } from './page-envelope.ts';
import { AFTER, OFFSET, PAGE, plainName } from './page-position.ts';
import type { ListPage } from './paging.ts';

/** The addresses of the pages around one: the same query with another offset, page or token. */
export function pageAddresses(
  operation: Operation,
  request: BehaviourRequest,
  page: ListPage,
  key: string,
): PageAddresses {
  const { offset, limit, items, total, firstPage } = page;
  const isMore = offset + items.length < total;
  const last = limit === undefined ? 0 : Math.max(0, Math.ceil(total / limit) - 1) * limit;
  const token = items.at(-1)?.[key];
  const to = (start: number, after?: unknown) =>
    addressOf(operation, request, { start, page: Math.floor(start / (limit ?? 1)) + firstPage, after });
  return {
    self: to(offset),
    first: to(0),
    prev: offset > 0 ? to(Math.max(0, offset - (limit ?? offset))) : undefined,
    next: isMore ? to(offset + items.length, token) : undefined,
    last: to(last),
  };
}

interface Position {
  readonly start: number;
  readonly page: number;
  /** The identifier of the item before the page. */
  readonly after: unknown;
}

function addressOf(operation: Operation, { path, query }: BehaviourRequest, position: Position): string {
  const parameters = operation.parameters.filter(({ location }) => location === 'query');
  const mover = movingParameter(parameters);
  const pieces = parameters.flatMap((parameter) => {
    const value = parameter === mover ? placeIn(plainName(parameter.name), position) : query[parameter.name];
    if (value === undefined || isObject(value)) return [];
    return encodeParameter(parameter, value) || [];
  });
  const place = filledPath(operation.path, path);
  const search = pieces.length === 0 ? '' : `?${pieces.join('&')}`;
  return `${basePathOf(operation.servers[0] ?? '')}${place}${search}`;
}

/** The parameter that says which page. */
function movingParameter(parameters: readonly Parameter[]): Parameter | undefined {
  return [PAGE, OFFSET, AFTER]
    .map((pattern) => parameters.find(({ name }) => pattern.test(plainName(name))))
    .find((parameter) => parameter !== undefined);
}

/** Whether a query goes on from a token of the page before. */
export function isPagedByToken({ parameters }: Operation): boolean {
  const mover = movingParameter(parameters.filter(({ location }) => location === 'query'));
  return mover !== undefined && AFTER.test(plainName(mover.name));
}

function placeIn(name: string, { start, page, after }: Position): unknown {
  if (PAGE.test(name)) return page;
  return OFFSET.test(name) ? start : after;
}

/** For a `Link` field (RFC 8288). */
export function linkField(addresses: PageAddresses): string {
  return (['first', 'prev', 'next', 'last'] as const)
    .flatMap((relation) => {
      const address = addresses[relation];
      return address === undefined ? [] : [`<${address}>; rel="${relation}"`];
    })
    .join(', ');
}
