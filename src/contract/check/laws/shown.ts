import { exactText } from '../../../base/exact-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { isKeptByServer } from '../../../description/resources/naming.ts';
import type { Confidence } from '../../case/case.ts';
import type { CheckId } from '../../case/finding.ts';
import { isNowhere } from '../../case/statuses.ts';
import { listAt } from './list.ts';
import { isSameValue } from './same-value.ts';
import { exchangeAt, isItem, itemAt, type LawCheck, type LawFacts, type Sequence } from './sequence.ts';

type Members = Readonly<Record<string, unknown>>;

/** What was sent is what is answered. What a server leaves out is a change only where it was there, or has to be. */
export const changeShows: LawCheck<'changeShows'> = (sequence, law) => {
  const shown = itemAt(sequence, law.shown, law.at);
  if (shown === undefined) return undefined;
  const facts = { check: 'changeShows', at: law.at, sent: law.sent, shown } as const;
  const other = Object.keys(law.sent).find(
    (name) => Object.hasOwn(shown, name) && !isSameValue(law.sent[name], shown[name]),
  );
  if (other !== undefined) return changed(other, { ...facts, confidence: 'likely' });
  const missing = law.lasting.filter((name) => !Object.hasOwn(shown, name));
  const echo = law.echo === undefined ? {} : (itemAt(sequence, law.by, law.echo) ?? {});
  const others = othersOf(sequence, law);
  const lost = missing.find((name) => [echo, ...others].some((item) => Object.hasOwn(item, name)));
  if (lost !== undefined) return changed(lost, { ...facts, confidence: 'likely' });
  const [never] = missing;
  return never === undefined ? undefined : changed(never, { ...facts, confidence: 'advice' });
};

/** Returns the item as the same operation shows it at other times: what it shows then, it can show. */
function othersOf(
  sequence: Sequence,
  law: { readonly shown: number; readonly at: readonly string[] },
): readonly Members[] {
  const reader = exchangeAt(sequence, law.shown)?.operation;
  return sequence.exchanges
    .filter(({ index, operation }) => index !== law.shown && operation === reader)
    .map(({ index }) => itemAt(sequence, index, law.at) ?? {});
}

/** A list has each of the items that were sent in one, in whatever order. */
export const listKept: LawCheck<'listKept'> = (sequence, law) => {
  const list = listAt(sequence, law.shown, law.at);
  if (list === undefined) return undefined;
  const differing = (item: Members, shown: unknown) =>
    isObject(shown)
      ? Object.keys(item).find((name) => Object.hasOwn(shown, name) && !isSameValue(item[name], shown[name]))
      : undefined;
  const isShown = (item: Members) =>
    list.some((shown) => isObject(shown) && differing(item, shown) === undefined);
  const index = law.sent.findIndex((item) => !isShown(item));
  const facts = { check: 'changeShows', confidence: 'likely' } as const;
  if (list.length < law.sent.length) {
    const expected = `${law.sent.length} items, as they were sent`;
    return { ...facts, expected, found: `${list.length}`, pointer: formatPointer(law.at) };
  }
  const [sent, shown] = [law.sent[index], list[index]];
  const name = sent && differing(sent, shown);
  if (sent === undefined || name === undefined || !isObject(shown)) return undefined;
  return changed(name, { ...facts, at: [...law.at, String(index)], sent, shown });
};

/** What a change did not send is as it was. */
export const restKept: LawCheck<'restKept'> = (sequence, law) => {
  const before = itemAt(sequence, law.before, law.at);
  const shown = itemAt(sequence, law.shown, law.at);
  if (before === undefined || shown === undefined) return undefined;
  const name = firstLost(law.sent, before, shown);
  const facts = { check: 'restKept', confidence: 'likely', at: law.at, sent: law.sent, shown } as const;
  return name === undefined ? undefined : changed(name, facts);
};

/** What a PUT has brought about is so after the same PUT again. */
export const sameAgain: LawCheck<'sameAgain'> = (sequence, law) => {
  const before = itemAt(sequence, law.before, law.at);
  const shown = itemAt(sequence, law.shown, law.at);
  if (before === undefined || shown === undefined) return undefined;
  const name = Object.keys(law.sent).find(
    (one) => !isKeptByServer(one) && !isSameValue(before[one], shown[one]),
  );
  const facts = { check: 'sameAgain', confidence: 'likely', at: law.at, sent: before, shown } as const;
  return name === undefined ? undefined : changed(name, facts);
};

/** What is `readOnly` is not what was sent, unless it was that before. */
export const readOnlyKept: LawCheck<'readOnlyKept'> = (sequence, law) => {
  const before = itemAt(sequence, law.before, law.at);
  const shown = itemAt(sequence, law.shown, law.at);
  if (before === undefined || shown === undefined) return undefined;
  const name = Object.keys(law.sent).find(
    (one) => isSameValue(law.sent[one], shown[one]) && !isSameValue(law.sent[one], before[one]),
  );
  const facts = { check: 'readOnlyKept', confidence: 'likely', at: law.at, sent: before, shown } as const;
  return name === undefined ? undefined : changed(name, facts);
};

/** A change to one item, or its end, leaves another as it was. */
export const neighbourKept: LawCheck<'neighbourKept'> = (sequence, law) => {
  const before = itemAt(sequence, law.before, law.at);
  const isIt = (one: Members) => law.key === undefined || isItem(sequence, law, one);
  if (before === undefined || !isIt(before)) return undefined;
  const { response, validation } = exchangeAt(sequence, law.shown) ?? {};
  const shown = itemAt(sequence, law.shown, law.at);
  const isAnswered = response !== undefined && response.status < 300 && validation?.body !== undefined;
  const facts = { check: 'neighbourKept', confidence: 'likely', at: law.at, sent: law.sent } as const;
  if (shown !== undefined && isIt(shown)) {
    const name = firstLost(law.sent, before, shown);
    return name === undefined ? undefined : changed(name, { ...facts, shown });
  }
  if (!isAnswered && !(response !== undefined && isNowhere(response.status))) return undefined;
  return {
    check: 'neighbourKept',
    confidence: 'likely',
    expected: 'another item, which nobody has deleted',
    found: isAnswered ? 'no such item' : String(response.status),
    pointer: formatPointer(law.key === undefined ? law.at : [...law.at, law.key]),
  };
};

/** Members that one item takes from another: its place in an order, or being the only one of its kind. */
const TAKEN = /order|position|rank|index|sort|priority|default|primary|main|current/i;

/** The first member that was shown as it had been sent, and is not any more. */
function firstLost(sent: Members, before: Members, shown: Members): string | undefined {
  return Object.keys(sent).find(
    (name) =>
      !TAKEN.test(name) &&
      !isKeptByServer(name) &&
      isSameValue(sent[name], before[name]) &&
      !isSameValue(before[name], shown[name]),
  );
}

const WORDS: Readonly<Partial<Record<CheckId, string>>> = { sameAgain: 'before', readOnlyKept: 'before' };

function changed(
  name: string,
  {
    check,
    confidence,
    at,
    sent,
    shown,
  }: {
    readonly check: CheckId;
    readonly confidence: Confidence;
    readonly at: readonly string[];
    readonly sent: Members;
    readonly shown: Members;
  },
): LawFacts {
  const found = Object.hasOwn(shown, name) ? `${name}: ${exactText(shown[name])}` : `no ${name}`;
  return {
    check,
    confidence,
    expected: `${name}: ${exactText(sent[name])}, as it was ${WORDS[check] ?? 'sent'}`,
    found,
    pointer: formatPointer([...at, name]),
  };
}
