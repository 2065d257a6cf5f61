import { asWritten, expected } from '../../../description/resources/conventions/convention.ts';
import { LIST_PARAMETERS } from '../../../description/resources/conventions/list-parameter-names.ts';
import { limitOf, pagingOf, sortingsOf } from '../../../description/resources/list-parameters.ts';
import { memberFiltersOf } from '../../../description/resources/member-filters.ts';
import type { RawRequest } from '../../../http/message.ts';
import type { Break, Layer } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import type { BreakContext } from '../making/break-context.ts';
import {
  parameterIn,
  shownListOf,
  withItems,
  withoutParameters,
  withParameter,
  type ShownList,
} from './shown-list.ts';
import { lawIf, stateBreak, type StateBreaks } from './state-break.ts';

const SEARCH = asWritten(expected(LIST_PARAMETERS.textSearch));

/** Lists that look at the parameters of their requests otherwise than they should. */
export const askedLists: StateBreaks = function* (context, resource) {
  const shown = shownListOf(context, resource);
  if (shown === undefined) return;
  yield* pageBreaks(context, shown);
  yield* choiceBreaks(context, shown);
};

function* pageBreaks(context: BreakContext, shown: ShownList): Iterable<Break> {
  const { description } = context;
  const { list } = shown;
  const limit = limitOf(description, list);
  if (limit !== undefined) {
    const law = 'limited, pages: a page has no more items than were asked for';
    yield* broken(context, shown, {
      operator: 'page-size-ignored',
      place: limit.name,
      law,
      layer: asking(shown, (request) => withoutParameters(request, [limit.name])),
    });
  }
  const paging = pagingOf(description, list);
  if (paging === undefined) return;
  const { name } = paging.place;
  yield* broken(context, shown, {
    operator: 'pages-overlap',
    place: name,
    law: 'pages: each item once, and all of them',
    layer: asking(shown, (request) => {
      const at = Number(parameterIn(request, name) ?? 0);
      return at > 1 ? withParameter(request, name, String(at - 1)) : request;
    }),
  });
}

function* choiceBreaks(context: BreakContext, shown: ShownList): Iterable<Break> {
  const { description } = context;
  const { list, item } = shown;
  for (const { parameter, kind } of memberFiltersOf(description, list, item)) {
    const isMeant = kind !== 'switch'; // which may mean something else
    yield* broken(context, shown, {
      operator: 'filter-ignored',
      place: parameter.name,
      law: lawIf(isMeant, 'filtered: a filter leaves only what fits'),
      otherwise: 'the parameter may do something else than choose items',
      layer: asking(shown, (request) => withoutParameters(request, [parameter.name])),
    });
  }
  const sortings = sortingsOf(description, list, item);
  const names = [...new Set(sortings.flatMap(({ values }) => [...values.keys()].map(({ name }) => name)))];
  const law = 'sorted: a sorted list is sorted, and the other way round where that is asked for';
  const isAsked = (request: RawRequest) => names.some((name) => parameterIn(request, name) !== undefined);
  if (names.length > 0) {
    const place = names.join(' ');
    const ignored = asking(shown, (request) => withoutParameters(request, names));
    yield* broken(context, shown, { operator: 'sort-ignored', place, law, layer: ignored });
    const reversed = showing(shown, isAsked, (response) =>
      withItems(response, shown, (all) => all.toReversed()),
    );
    yield* broken(context, shown, { operator: 'sort-reversed', place, law, layer: reversed });
  }
  const search = list.parameters.find(({ location, name }) => location === 'query' && SEARCH.test(name));
  if (search === undefined) return;
  yield* broken(context, shown, {
    operator: 'search-empty',
    place: search.name,
    law: undefined,
    otherwise: 'nothing says what a search looks at: that it finds nothing is advice',
    layer: showing(
      shown,
      (request) => (parameterIn(request, search.name) ?? '') !== '',
      (response) => withItems(response, shown, () => []),
    ),
  });
}

interface ListFacts {
  readonly operator: OperatorName;
  readonly place: string;
  readonly law: string | undefined;
  readonly otherwise?: string;
  readonly layer: Layer;
}

function broken(context: BreakContext, { list, hasItems }: ShownList, facts: ListFacts): readonly Break[] {
  const law = hasItems ? facts.law : undefined;
  const otherwise = hasItems ? (facts.otherwise ?? 'no law speaks of it') : 'the list never has two items';
  return stateBreak(context, { ...facts, operation: list, law, otherwise });
}

/** Handles a request for a list as another one. */
function asking({ list }: ShownList, change: (request: RawRequest) => RawRequest): Layer {
  return (server) => (request, id) => server.send(id === list.id ? change(request) : request);
}

/** Changes the responses to some requests for a list. */
function showing(
  { list }: ShownList,
  isMeant: (request: RawRequest) => boolean,
  change: (response: Awaited<ReturnType<ReturnType<Layer>>>) => ReturnType<typeof withItems>,
): Layer {
  return (server) => async (request, id) => {
    const response = await server.send(request);
    return id === list.id && isMeant(request) ? change(response) : response;
  };
}
