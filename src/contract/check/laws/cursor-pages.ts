import { formatPointer } from '../../../base/json-pointer.ts';
import { equalJson } from '../../../base/json.ts';
import { isWhole } from './list.ts';
import { idsAt } from './pages.ts';
import { exchangeAt, type LawCheck, type LawFacts } from './sequence.ts';

/**
 * Whoever follows the cursors sees each item once, and, where they end, all of them: what was created, and what the
 * whole list has. Nothing is said of a list that was changed meanwhile.
 */
export const cursorPages: LawCheck<'cursorPages'> = (sequence, law) => {
  const whole = idsAt(sequence, law.shown, law);
  const sent = law.pages.filter((index) => exchangeAt(sequence, index) !== undefined);
  const shown = sent.map((index) => idsAt(sequence, index, law));
  const isSteady = whole !== undefined && equalJson(whole, idsAt(sequence, law.again, law));
  if (!isSteady || shown.some((page) => page === undefined)) return undefined;
  const broken = (found: string): LawFacts => ({
    check: 'pages',
    confidence: 'likely',
    expected: `each item once in pages of ${law.limit}, one after the other by their cursors`,
    found,
    pointer: formatPointer(law.at),
  });
  const each = shown.map((page) => page ?? []);
  const all = each.flat();
  if (each.some((page) => page.length > law.limit)) return broken('more items in a page than were asked for');
  if (new Set(all).size < all.length) return broken('an item in two pages');
  const isEnded = !Object.hasOwn(sequence.bound, law.next[sent.length - 1] ?? '');
  if (!isEnded) return undefined; // there are more pages than are read
  const made = law.items.map((item) => sequence.bound[item]).filter((id) => id !== undefined);
  if (made.some((id) => whole.includes(id) && !all.includes(id))) {
    return broken('no next page, and an item that was on none');
  }
  const exchange = exchangeAt(sequence, law.shown);
  if (exchange === undefined || !isWhole(exchange, whole)) return undefined;
  if (whole.some((id) => !all.includes(id))) return broken('fewer items in the pages than there are');
  return all.every((id) => whole.includes(id))
    ? undefined
    : broken('an item that the whole list does not have');
};
