import { formatPointer } from '../../../../base/json-pointer.ts';
import { equalJson } from '../../../../base/json.ts';
import type { LawCheck } from '../sequence.ts';
import { isAllShown, itemsAt } from './shown-items.ts';

/** The values by which a list is sorted come the other way round where it is asked for the other way round. */
export const reversed: LawCheck<'reversed'> = (sequence, law) => {
  const [before, shown] = [law.before, law.shown].map((index) => itemsAt(sequence, index, law));
  const isWhole = [law.before, law.shown].every((index) =>
    isAllShown(sequence, index, { at: law.at, by: index }),
  );
  if (before === undefined || shown === undefined || !isWhole) return undefined;
  const values = (items: typeof before) =>
    [...items.values()]
      .map((item) => item[law.member])
      .filter((value) => value !== undefined && value !== null);
  const [up, down] = [values(before), values(shown)];
  const isSameSet = before.size === shown.size && [...before.keys()].every((id) => shown.has(id));
  const isDistinct = new Set(up.map((value) => JSON.stringify(value).toLowerCase())).size > 1;
  if (!isSameSet || !isDistinct || !equalJson(up, down)) return undefined;
  return {
    check: 'sorted',
    confidence: 'likely',
    expected: `the other way round: ${law.member} from its other end`,
    found: 'the same order as before',
    pointer: formatPointer(law.at),
  };
};
