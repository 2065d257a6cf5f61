import { asWritten } from '../../../../description/resources/conventions/convention.ts';
import { cursorPagingOf } from '../../../../description/resources/cursor-paging.ts';
import { boundOf, pagingOf } from '../../../../description/resources/list-parameters.ts';
import type { Parameter } from '../../../../description/model/parameter.ts';
import type { ValueSource } from '../../../case/bindings.ts';
import type { Case } from '../../../case/case.ts';
import { MANY } from '../list-sequence.ts';
import { ListDraft, listedIn, type Looking } from './looking.ts';

const SIZE = 'size';

/** Makes the cases that read a list page by page, by numbers and by cursors, or ask for a short page alone. */
export function inPages(looking: Looking): readonly Case[] {
  const { planning, list, place, limit } = looking;
  if (limit === undefined) return [];
  const numbered = pagingOf(planning.description, list);
  const cursor = cursorPagingOf(planning.description, list, place)?.limit === limit;
  const cases = [
    ...(numbered?.limit === limit ? byNumber(looking, limit) : []),
    ...(cursor ? byCursor(looking, limit) : []),
  ];
  return cases.length > 0 ? cases : shortPage(looking, limit);
}

/** How many items a page is to have. */
function sizeOf(looking: Looking, limit: Parameter): ValueSource {
  const { items, pages } = looking.planning.lists;
  const least = Math.max(1, boundOf(limit, 'minimum') ?? 1);
  const most = Math.max(least, Math.min(boundOf(limit, 'maximum') ?? MANY, Math.floor(items / pages)));
  return { from: 'listed', ...listedIn(looking), take: 'pageSize', least, most };
}

function shortPage(looking: Looking, limit: Parameter): readonly Case[] {
  const asking = new ListDraft(looking);
  const by = asking.all('list', { [SIZE]: sizeOf(looking, limit) });
  const shown = asking.with('list a few', new Map(), { bound: { [limit.name]: SIZE } });
  if (by === undefined || shown === undefined) return [];
  const steps = { by: by.index, shown: shown.index, at: looking.place.envelope };
  asking.draft.laws.push({ kind: 'limited', ...steps, key: looking.place.key, limit: limit.name });
  return asking.toCase('limit');
}

/** Lists may begin with item 0 or 1 by that. */
const INDEX = asWritten(['start', 'start index', 'index']);

function byNumber(looking: Looking, limit: Parameter): readonly Case[] {
  const paging = pagingOf(looking.planning.description, looking.list);
  if (paging === undefined) return [];
  const { place, kind } = paging;
  const told = [place.default, boundOf(place, 'minimum')].find((one) => one === 0 || one === 1);
  if (told === undefined && INDEX.test(place.name)) return shortPage(looking, limit);
  const first = typeof told === 'number' ? told : kind === 'offset' ? 0 : 1;
  const isKnown = told !== undefined || kind === 'offset';
  const { list } = listedIn(looking);
  const counts = kind === 'offset' ? 'items' : 'pages';
  return readThrough(looking, {
    limit,
    name: 'pages',
    isFromStart: isKnown,
    begin: isKnown ? new Map([[place, first]]) : new Map(),
    place: place.name,
    next: { from: 'page', list, limit: limit.name, place: place.name, counts, first },
    isGiven: false,
  });
}

function byCursor(looking: Looking, limit: Parameter): readonly Case[] {
  const paging = cursorPagingOf(looking.planning.description, looking.list, looking.place);
  if (paging === undefined) return [];
  return readThrough(looking, {
    limit,
    name: 'cursor',
    isFromStart: true,
    begin: new Map(),
    place: paging.cursor.name,
    next: { from: 'cursor', ...paging.next },
    isGiven: true,
  });
}

interface Through {
  readonly limit: Parameter;
  readonly name: string;
  readonly isFromStart: boolean;
  /** The parameters of the first page, beside its size. */
  readonly begin: ReadonlyMap<Parameter, unknown>;
  /** The parameter that says where a page begins. */
  readonly place: string;
  /** What the next page needs of the one before it. */
  readonly next: ValueSource;
  /** True where the target itself says what the next page is: then it has to take it. */
  readonly isGiven: boolean;
}

function readThrough(
  looking: Looking,
  { limit, name, isFromStart, begin, place, next, isGiven }: Through,
): readonly Case[] {
  const asking = new ListDraft(looking);
  const { pages: most } = looking.planning.lists;
  const by = asking.all('list', { [SIZE]: sizeOf(looking, limit) });
  const names = Array.from({ length: most }, (_, index) => `next${index + 1}`);
  const pages = names.map((own, index) => {
    const before = names[index - 1];
    const bound = { [limit.name]: SIZE, ...(before !== undefined && { [place]: before }) };
    return asking.with(`page ${index + 1}`, before === undefined ? begin : new Map(), {
      bound,
      bind: { [own]: next },
    });
  });
  const again = asking.all('list again');
  const sent = pages.filter((page) => page !== undefined);
  if (by === undefined || again === undefined || sent.length < Math.min(2, most)) return [];
  asking.draft.laws.push({
    kind: 'readThrough',
    by: by.index,
    shown: by.index,
    at: looking.place.envelope,
    key: looking.place.key,
    pages: sent.map(({ index }) => index),
    next: names,
    again: again.index,
    limit: limit.name,
    isFromStart,
    isGiven,
  });
  return asking.toCase(name);
}
