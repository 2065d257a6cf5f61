import { formatPointer } from '../../spec/json-pointer.ts';
import { identifierIn, itemAt, type LawCheck } from './sequence.ts';

/** Of several items that were created, each has an identifier of its own. */
export const identifiersDiffer: LawCheck<'identifiersDiffer'> = ({ bound }, law) => {
  const known = law.items.map((item) => bound[item]).filter((id) => id !== undefined);
  if (new Set(known).size === known.length) return undefined;
  return {
    check: 'identifiersDiffer',
    confidence: 'definite',
    expected: 'an identifier that no other item has',
    found: 'that of an item which was created before',
    pointer: formatPointer(law.at),
  };
};

/** Whoever asks for an item that there is not does not get another. */
export const otherItem: LawCheck<'otherItem'> = (sequence, law) => {
  const id = identifierIn(itemAt(sequence, law.shown, law.at), law.key);
  if (id === undefined || id === law.asked) return undefined;
  return {
    check: 'otherItem',
    confidence: 'likely',
    expected: 'no item: nobody has made the one that was asked for',
    found: 'another item',
    pointer: formatPointer([...law.at, law.key]),
  };
};
