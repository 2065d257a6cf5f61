import { formatPointer } from '../../../base/json-pointer.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { headerValue } from '../../../http/message.ts';
import type { Law } from '../../case/law.ts';
import { isNowhere } from '../../case/statuses.ts';
import {
  exchangeAt,
  identifierIn,
  isItem,
  itemAt,
  successBody,
  type LawCheck,
  type Sequence,
} from './sequence.ts';

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

/** A Location that has the form of an item's address is that of the item. Others may be right as well. */
export const located: LawCheck<'located'> = (sequence, law) => {
  const { request, response } = exchangeAt(sequence, law.shown) ?? {};
  const address = pathOf((response && headerValue(response.headers, 'location')) ?? '');
  const facts = { check: 'located', confidence: 'likely', pointer: undefined } as const;
  if (address !== '' && pathOf(request?.target ?? '').endsWith(address)) {
    return {
      ...facts,
      expected: 'a Location that is the address of the item',
      found: 'that of the collection',
    };
  }
  const collection = /([^/]+)\/\{[^{}]+\}$/.exec(law.path)?.[1];
  const [, name, last = ''] = /([^/]+)\/([^/]+)$/.exec(address) ?? [];
  const item = itemAt(sequence, law.shown, law.at);
  const isOther = last !== sequence.bound[law.item] && percentDecoded(last) !== sequence.bound[law.item];
  if (collection === undefined || name !== collection || !isItem(sequence, law, item) || !isOther) {
    return undefined;
  }
  const expected = 'a Location that ends in the identifier of the item';
  return { ...facts, expected, found: 'another identifier' };
};

/** Returns the path of an address, without a slash at its end. */
function pathOf(address: string): string {
  return address.replace(/^\w+:\/\/[^/?#]*/, '').replace(/\/?(?:[?#].*)?$/s, '');
}

/** Whoever follows a Location finds what was created. */
export const locatedThere: LawCheck<'locatedThere'> = (sequence, law) => {
  const response = exchangeAt(sequence, law.shown)?.response;
  if (response === undefined || !isNowhere(response.status)) return undefined;
  return {
    check: 'located',
    confidence: 'likely',
    expected: 'what was created, where its Location leads',
    found: String(response.status),
    pointer: undefined,
  };
};

/** Below what does not exist, nothing is shown, and nothing is created. */
export const nothingThere: LawCheck<'nothingThere'> = (sequence, law) => {
  const looked = law.parent === undefined ? undefined : exchangeAt(sequence, law.parent)?.response;
  if (looked !== undefined && !isNowhere(looked.status)) return undefined;
  const found = law.isCreate === true ? 'an item that is created there' : shownThere(sequence, law);
  if (found === undefined) return undefined;
  return {
    check: 'otherItem',
    confidence: 'likely',
    expected: 'nothing, as the item that it is below does not exist',
    found,
    pointer: '',
  };
};

/** Other objects may be about what does not exist. */
function shownThere(
  sequence: Sequence,
  { shown, at, key, item }: Extract<Law, { kind: 'nothingThere' }>,
): string | undefined {
  const body = successBody(sequence, shown);
  if (Array.isArray(body)) return body.length > 0 ? 'a list of items' : undefined;
  if (key === undefined || item === undefined) return undefined;
  return isItem(sequence, { key, item }, itemAt(sequence, shown, at)) ? 'an item of another' : undefined;
}
