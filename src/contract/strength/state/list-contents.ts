import { member, members, type Json } from '../../../base/json.ts';
import { setAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { WholeResponse } from '../../../http/message.ts';
import { TOTAL } from '../../check/laws/list.ts';
import type { Layer } from '../model/break.ts';
import { isSuccess, jsonOf, withJson } from '../making/messages.ts';
import { itemsIn, shownListOf, withItems, type ShownList } from './shown-list.ts';
import { lawIf, stateBreak, type StateBreaks } from './state-break.ts';

/** Lists that lack an item, count wrongly, or have another order each time. */
export const listContents: StateBreaks = function* (context, resource) {
  const shown = shownListOf(context, resource);
  if (shown === undefined) return;
  const { list, hasItems } = shown;
  const { create } = resource;
  if (create !== undefined) {
    yield* stateBreak(context, {
      operator: 'item-unlisted',
      operation: list,
      shownBy: [create],
      law: 'createdListed: what was created is listed',
      layer: withoutNewest(shown, create),
    });
  }
  yield* stateBreak(context, {
    operator: 'list-unsteady',
    operation: list,
    law: lawIf(hasItems, 'readsAgree: two reads in a row agree'),
    otherwise: 'the list never has two items',
    layer: unsteady(shown),
  });
  const hasTotal = context.recording
    .of(list.id)
    .some(({ exchange }) => totalIn(exchange.response, shown) !== undefined);
  if (!hasTotal) return;
  yield* stateBreak(context, {
    operator: 'total-wrong',
    operation: list,
    law: lawIf(hasItems, 'pages: totals agree'),
    otherwise: 'the list never has two items',
    layer: counting(shown),
  });
};

/** Leaves out of a list what was created last. */
function withoutNewest(shown: ShownList, create: Operation): Layer {
  const { list, place } = shown;
  return (server) => {
    let newest = '';
    return async (request, id) => {
      const response = await server.send(request);
      if (id === create.id && isSuccess(response)) newest = new TextDecoder().decode(response.body);
      if (id !== list.id || newest === '') return response;
      return withItems(response, shown, (all) =>
        all.filter((item) => !isIn(newest, member(item, place.key))),
      );
    };
  };
}

/** True for an identifier that a text of JSON has as a value. */
function isIn(text: string, identifier: Json | undefined): boolean {
  return identifier !== undefined && text.includes(`:${JSON.stringify(identifier)}`);
}

function unsteady(shown: ShownList): Layer {
  return (server) => {
    let reads = 0;
    return async (request, id) => {
      const response = await server.send(request);
      if (id !== shown.list.id || itemsIn(response, shown).length < 2) return response;
      reads += 1;
      return reads % 2 === 0 ? withItems(response, shown, (all) => all.slice(0, -1)) : response;
    };
  };
}

function counting(shown: ShownList): Layer {
  return (server) => async (request, id) => {
    const response = await server.send(request);
    const total = id === shown.list.id ? totalIn(response, shown) : undefined;
    const value = jsonOf(response);
    if (total === undefined || value === undefined) return response;
    return withJson(response, setAt(value, total.path, total.value + 1) as Json);
  };
}

/** Finds the total beside a list, and where it stands. */
function totalIn(
  response: WholeResponse,
  { place }: ShownList,
): { readonly path: readonly string[]; readonly value: number } | undefined {
  if (response.status !== 200) return undefined;
  const around = place.envelope.slice(0, -1);
  const ways = around.length === 0 ? [around] : [around, []];
  for (const way of ways) {
    const found = members(atPointer(jsonOf(response), formatPointer(way))).find(([name]) => TOTAL.test(name));
    if (typeof found?.[1] === 'number') return { path: [...way, found[0]], value: found[1] };
  }
  return undefined;
}
