import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { items, type Json } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { listPlaceOf, type ListPlace } from '../../../description/resources/list-parameters.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { parseQuery } from '../../../http/raw-parameters.ts';
import { pathOf, queryOf } from '../../../http/request-target.ts';
import type { RawRequest, WholeResponse } from '../../../http/message.ts';
import { jsonOf, withJson } from '../making/messages.ts';
import type { BreakContext } from '../making/break-context.ts';

/** A list of a resource, and where its items stand. */
export interface ShownList extends ListPlace {
  readonly list: Operation;
  /** True where a response had two items or more. */
  readonly hasItems: boolean;
}

/** Undefined for a resource without a list whose items are known. */
export function shownListOf(context: BreakContext, resource: Resource): ShownList | undefined {
  const { list } = resource;
  const found = listPlaceOf(context.description, resource);
  if (list === undefined || found === undefined) return undefined;
  const hasItems = context.recording
    .of(list.id)
    .some(({ exchange }) => itemsIn(exchange.response, found).length > 1);
  return { ...found, list, hasItems };
}

export function itemsIn(response: WholeResponse, { place }: Pick<ListPlace, 'place'>): readonly Json[] {
  if (response.status !== 200) return [];
  return items(atPointer(jsonOf(response), formatPointer(place.envelope)));
}

/** Returns a response with other items in its list. */
export function withItems(
  response: WholeResponse,
  { place }: Pick<ListPlace, 'place'>,
  change: (list: readonly Json[]) => readonly Json[],
): WholeResponse {
  const list = itemsIn(response, { place });
  const value = jsonOf(response);
  if (list.length === 0 || value === undefined) return response;
  return withJson(response, setAt(value, place.envelope, change(list)) as Json);
}

/** Returns a request without parameters of its query. */
export function withoutParameters(request: RawRequest, names: readonly string[]): RawRequest {
  const pairs = queryOf(request.target).split('&');
  const isLeft = (pair: string) =>
    parseQuery(pair).every(({ name }) => !names.includes(percentDecoded(name)));
  const rest = pairs.filter((pair) => pair !== '' && isLeft(pair));
  const path = pathOf(request.target);
  return { ...request, target: rest.length === 0 ? path : `${path}?${rest.join('&')}` };
}

/** Returns the value of a parameter in the query of a request. */
export function parameterIn({ target }: RawRequest, wanted: string): string | undefined {
  const found = parseQuery(queryOf(target)).find(({ name }) => percentDecoded(name) === wanted);
  return found && percentDecoded(found.value);
}

/** Returns a request with another value of a parameter in its query. */
export function withParameter(request: RawRequest, name: string, value: string): RawRequest {
  const { target } = withoutParameters(request, [name]);
  const pair = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  return { ...request, target: target.includes('?') ? `${target}&${pair}` : `${target}?${pair}` };
}
