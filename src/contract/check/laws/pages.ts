import { formatPointer } from '../../../base/json-pointer.ts';
import { equalJson } from '../../../base/json.ts';
import { TOTAL_FIELDS } from '../../../description/resources/conventions/list-member-names.ts';
import { headerValue } from '../../../http/message.ts';
import { isWhole, listAt, membersAround, TOTAL } from './list.ts';
import { exchangeAt, identifierIn, type LawCheck, type LawFacts, type Sequence } from './sequence.ts';

/**
 * The pages of a list have each of its items once, none has more than it may, and all say the same total. Nothing is
 * said of a list that was changed meanwhile.
 */
export const pages: LawCheck<'pages'> = (sequence, law) => {
  const ids = (index: number) => idsAt(sequence, index, law);
  const whole = ids(law.shown);
  const each = law.pages.map(ids);
  if (whole === undefined || !equalJson(whole, ids(law.again)) || each.some((page) => page === undefined)) {
    return undefined;
  }
  const shown = each.map((page) => page ?? []);
  const broken = (found: string): LawFacts => ({
    check: 'pages',
    confidence: 'likely',
    expected: `each item once in pages of ${law.limit}, and one total`,
    found,
    pointer: formatPointer(law.at),
  });
  const all = shown.flat();
  if (shown.some((page) => page.length > law.limit))
    return broken('more items in a page than were asked for');
  if (new Set(all).size < all.length) return broken('an item in two pages');
  if (shown.some((page, index) => page.length < law.limit && (shown[index + 1] ?? []).length > 0)) {
    return broken('a page that is not full, with another behind it');
  }
  const exchange = exchangeAt(sequence, law.shown);
  const isAll = exchange !== undefined && isWhole(exchange, whole);
  const missing = whole.slice(0, law.limit * shown.length).length - all.length;
  if (isAll && law.isFromStart && missing > 0) return broken('fewer items in the pages than there are');
  if (isAll && all.some((id) => !whole.includes(id)))
    return broken('an item that the whole list does not have');
  return wrongTotal(sequence, law, isAll ? whole.length : undefined, broken);
};

/** The identifiers of a list's items; undefined where one of them has none. */
export function idsAt(
  sequence: Sequence,
  index: number,
  { at, key }: { at: readonly string[]; key: string },
): readonly string[] | undefined {
  const ids = listAt(sequence, index, at)?.map((item) => identifierIn(item, key));
  return ids?.every((id) => id !== undefined) === true ? ids : undefined;
}

/** All pages say the same total, and it is that of the list where all of it was seen. */
function wrongTotal(
  sequence: Sequence,
  { shown, pages: steps }: { readonly shown: number; readonly pages: readonly number[] },
  length: number | undefined,
  broken: (found: string) => LawFacts,
): LawFacts | undefined {
  const totals = [shown, ...steps]
    .map((index) => totalAt(sequence, index))
    .filter((one) => one !== undefined);
  if (new Set(totals).size > 1) return broken('totals that differ');
  const [total] = totals;
  if (total === undefined || length === undefined || total === length) return undefined;
  return broken('a total that is not the number of items');
}

/** The number of all items that a response says, in its body or in a header field. */
export function totalAt(sequence: Sequence, index: number): number | undefined {
  const { validation, response } = exchangeAt(sequence, index) ?? {};
  const member = membersAround(validation?.body).find(([name]) => TOTAL.test(name))?.[1];
  const field = TOTAL_FIELDS.map((name) => response && headerValue(response.headers, name)).find(
    (text) => text !== undefined,
  );
  const total = member ?? (field === undefined ? undefined : Number(field));
  return typeof total === 'number' && Number.isInteger(total) ? total : undefined;
}
