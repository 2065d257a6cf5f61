import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { isNowhere } from '../../case/statuses.ts';
import { isWhole, listAt } from './list.ts';
import { exchangeAt, identifierIn, isItem, itemAt, type LawCheck } from './sequence.ts';

/** The item that was created is answered when it is read. */
export const createdReadable: LawCheck<'createdReadable'> = (sequence, law) => {
  const { response, validation } = exchangeAt(sequence, law.shown) ?? {};
  const item = itemAt(sequence, law.shown, law.at);
  const isUnknown = response !== undefined && isNowhere(response.status);
  const isShown = response !== undefined && response.status < 300 && validation?.body !== undefined;
  if (!isUnknown && (!isShown || isItem(sequence, law, item))) return undefined;
  const other = identifierIn(item, law.key);
  if (!isUnknown && item !== undefined && isNameless(item, law.key)) return undefined;
  return {
    check: 'createdReadable',
    confidence: 'definite',
    expected: 'the item that was created',
    found: isUnknown ? String(response.status) : other === undefined ? 'no item' : 'another item',
    pointer: formatPointer([...law.at, law.key]),
  };
};

/** The item that was created is in the list. */
export const createdListed: LawCheck<'createdListed'> = (sequence, law) => {
  const list = listAt(sequence, law.shown, law.at);
  const exchange = exchangeAt(sequence, law.shown);
  if (list === undefined || exchange === undefined) return undefined;
  if (list.some((item) => isItem(sequence, law, item)) || !isWhole(exchange, list)) return undefined;
  if (list.length > 0 && list.every((item) => isNameless(item, law.key))) return undefined;
  return {
    check: 'createdListed',
    confidence: 'definite',
    expected: 'the item that was created, in the list',
    found: list.length === 0 ? 'an empty list' : 'only others',
    pointer: formatPointer(law.at),
  };
};

/** True for an item that does not show what it is addressed by: a secret is shown once, by the create. */
function isNameless(item: unknown, key: string): boolean {
  return isObject(item) && Object.keys(item).length > 0 && !Object.hasOwn(item, key);
}
