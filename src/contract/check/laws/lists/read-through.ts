import { formatPointer } from '../../../../base/json-pointer.ts';
import { equalJson } from '../../../../base/json.ts';
import type { Law } from '../../../case/law.ts';
import { idsAt, totalAt } from '../pages.ts';
import { exchangeAt, type LawCheck, type Sequence } from '../sequence.ts';
import { askedAt } from './limited.ts';

/**
 * Pages that are read one after the other show each item once, none more than it may, and all of them where they come to
 * an end. Nothing is said of a list that was changed meanwhile.
 */
export const readThrough: LawCheck<'readThrough'> = (sequence, law) => {
  const pages = pagesOf(sequence, law);
  const found =
    refusedPage(sequence, law) ??
    (pages && (wrongPage(pages) ?? wrongEnd(pages) ?? wrongTotal(sequence, law, pages)));
  if (found === undefined) return undefined;
  return {
    check: 'pages',
    confidence: 'likely',
    expected: `each item once in pages${pages === undefined ? '' : ` of ${pages.limit}`}, and one total`,
    found,
    pointer: formatPointer(law.at),
  };
};

/** A place that the page before has given is one that the target knows. */
function refusedPage(sequence: Sequence, { isGiven, pages }: ReadThrough): string | undefined {
  const refused = pages.slice(1).find((index) => {
    const status = exchangeAt(sequence, index)?.response?.status ?? 0;
    return status >= 400 && status < 500 && status !== 429;
  });
  const isFirstTaken = exchangeAt(sequence, pages[0] ?? -1)?.response?.status === 200;
  if (!isGiven || refused === undefined || !isFirstTaken) return undefined;
  const status = exchangeAt(sequence, refused)?.response?.status;
  return `${status} for the place of the next page, which was just given`;
}

type ReadThrough = Extract<Law, { kind: 'readThrough' }>;

/** The identifiers that a list and its pages show. */
interface Pages {
  readonly limit: number;
  readonly listed: readonly string[];
  readonly each: readonly (readonly string[])[];
  /** The indexes of their steps. */
  readonly sent: readonly number[];
  /** True where the pages begin with the first one, and end with the last. */
  readonly isThrough: boolean;
}

/** Undefined where a page was refused, or the list is not what it was before. */
function pagesOf(sequence: Sequence, law: ReadThrough): Pages | undefined {
  const listed = idsAt(sequence, law.shown, law);
  const sent = law.pages.filter((index) => exchangeAt(sequence, index) !== undefined);
  const each = sent.map((index) => idsAt(sequence, index, law)).filter((page) => page !== undefined);
  const limit = sent[0] === undefined ? undefined : askedAt(sequence, sent[0], law.limit);
  const isSteady = listed !== undefined && equalJson(listed, idsAt(sequence, law.again, law));
  if (!isSteady || limit === undefined || each.length < sent.length) return undefined;
  if (new Set(listed).size < listed.length) return undefined;
  if (!each.flat().some((id) => listed.includes(id))) return undefined; // they are made up for each request
  const isEnded = !Object.hasOwn(sequence.bound, law.next[sent.length - 1] ?? '');
  return { limit, listed, each, sent, isThrough: isEnded && law.isFromStart };
}

function wrongPage({ each, limit }: Pages): string | undefined {
  if (each.some((page) => page.length > limit)) return 'more items in a page than were asked for';
  const all = each.flat();
  return new Set(all).size < all.length ? 'an item in two pages' : undefined;
}

/** All pages say the same total, and it is that of the list, or of the pages where all of them were read. */
function wrongTotal(
  sequence: Sequence,
  law: ReadThrough,
  { sent, listed, each, isThrough }: Pages,
): string | undefined {
  const totals = [law.shown, ...sent]
    .map((index) => totalAt(sequence, index))
    .filter((one) => one !== undefined);
  if (new Set(totals).size > 1) return 'totals that differ';
  const [total] = totals;
  if (total === undefined) return undefined;
  const isWrong = total < listed.length || (isThrough && total !== each.flat().length);
  return isWrong ? 'a total that is not the number of items' : undefined;
}

function wrongEnd({ each, listed, isThrough }: Pages): string | undefined {
  const all = new Set(each.flat());
  const isLost = isThrough && listed.some((id) => !all.has(id));
  return isLost ? 'fewer items in the pages than there are' : undefined;
}
