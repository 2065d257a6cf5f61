import { formatPointer } from '../../../../base/json-pointer.ts';
import { queryOf } from '../../../../http/request-target.ts';
import { listAt } from '../list.ts';
import { exchangeAt, type LawCheck, type Sequence } from '../sequence.ts';
import { knownItemsAt } from './shown-items.ts';

/** A page has no more items than were asked for. */
export const limited: LawCheck<'limited'> = (sequence, law) => {
  const limit = askedAt(sequence, law.shown, law.limit);
  const list = listAt(sequence, law.shown, law.at);
  const isKnown = knownItemsAt(sequence, law.shown, law) !== undefined;
  if (limit === undefined || list === undefined || list.length <= limit || !isKnown) return undefined;
  return {
    check: 'pages',
    confidence: 'likely',
    expected: `at most ${limit} of them: ${law.limit}=${limit}`,
    found: `${list.length} items`,
    pointer: formatPointer(law.at),
  };
};

/** The number that a request has in its query under a name. */
export function askedAt(sequence: Sequence, index: number, name: string): number | undefined {
  const target = exchangeAt(sequence, index)?.request.target;
  const asked = target === undefined ? null : new URLSearchParams(queryOf(target)).get(name);
  return asked === null || !/^\d+$/.test(asked) ? undefined : Number(asked);
}
