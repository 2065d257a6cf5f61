import { cursorPagingOf } from '../../../description/resources/cursor-paging.ts';
import { boundOf } from '../../../description/resources/list-parameters.ts';
import type { Case } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { begin, FEW, listed, MANY, MOST, type Context } from './list-sequence.ts';

/** The most pages that are read. */
const MOST_PAGES = 6;

/** Makes the case that reads a list page by page, each from the end of the one before. */
export function byCursor(context: Context): readonly Case[] {
  const { planning, list, place } = context;
  const paging = cursorPagingOf(planning.description, list, place);
  if (paging === undefined) return [];
  const limit = Math.max(FEW, boundOf(paging.limit, 'minimum') ?? 1);
  if (limit > MOST) return [];
  const { draft, made } = begin(context, 'cursor', { count: limit * 2 + 1 });
  const all = new Map([[paging.limit, boundOf(paging.limit, 'maximum') ?? MANY]]);
  const shown = listed(planning, draft, 'list all', all);
  const next = Array.from({ length: MOST_PAGES }, (_, index) => `next${index + 1}`);
  const pages = next
    .map((name, index) => {
      const before = next[index - 1];
      return listed(planning, draft, `page ${index + 1}`, new Map([[paging.limit, limit]]), {
        pairs:
          before === undefined ? [] : [`${encodeURIComponent(paging.cursor.name)}=${placeholder(before)}`],
        bind: { [name]: { from: 'cursor', ...paging.next } },
      });
    })
    .filter((page) => page !== undefined);
  const again = listed(planning, draft, 'list all again', all);
  if (shown === undefined || again === undefined || pages.length < 2) return [];
  draft.laws.push({
    kind: 'cursorPages',
    by: shown.index,
    shown: shown.index,
    at: place.envelope,
    key: place.key,
    pages: pages.map(({ index }) => index),
    next,
    again: again.index,
    limit,
    items: made.map(({ item }) => item),
  });
  return draft.toCase('cursor', { about: list, exclusive: true });
}
