import { exactText } from '../../../base/exact-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { isKeptByServer } from '../../../description/resources/naming.ts';
import { itemsAt } from './lists/shown-items.ts';
import { isSameValue } from './same-value.ts';
import { exchangeAt, itemAt, type LawCheck, type Sequence } from './sequence.ts';

type Members = Readonly<Record<string, unknown>>;

/** A create that was refused has not made an item with its values. */
export const nothingLeft: LawCheck<'nothingLeft'> = (sequence, law) => {
  const before = itemsAt(sequence, law.before, law);
  const shown = itemsAt(sequence, law.shown, law);
  if (!isRefused(sequence, law.refused) || before === undefined || shown === undefined) return undefined;
  const names = Object.keys(law.sent);
  const own = new Set(Object.values(sequence.bound)); // what the case has made for its references
  const left = [...shown].findIndex(([id, item]) => {
    if (before.has(id) || own.has(id)) return false;
    const told = names.filter((name) => Object.hasOwn(item, name));
    const isSame = told.filter((name) => isSameValue(law.sent[name], item[name]));
    // the one that is wrong may be kept in another way
    return (
      told.some((name) => isTold(law.sent[name])) &&
      isSame.length >= told.length - 1 &&
      isSame.some((name) => isTold(law.sent[name]))
    );
  });
  if (left === -1) return undefined;
  return {
    check: 'nothingLeft',
    confidence: 'likely',
    expected: 'no item of the create that was refused',
    found: 'an item with its values',
    pointer: formatPointer([...law.at, left]),
  };
};

/** A change that was refused has changed nothing. */
export const nothingChanged: LawCheck<'nothingChanged'> = (sequence, law) => {
  const before = itemAt(sequence, law.before, law.at);
  const shown = itemAt(sequence, law.shown, law.at);
  if (!isRefused(sequence, law.refused) || before === undefined || shown === undefined) return undefined;
  const name = Object.keys(law.sent).find((one) => isTaken(law.sent, before, shown, one));
  if (name === undefined) return undefined;
  return {
    check: 'nothingLeft',
    confidence: 'likely',
    expected: `${name}: ${exactText(before[name])}, as it was before the change that was refused`,
    found: `${name}: ${exactText(shown[name])}`,
    pointer: formatPointer([...law.at, name]),
  };
};

function isTaken(sent: Members, before: Members, shown: Members, name: string): boolean {
  return (
    !isKeptByServer(name) &&
    isObject(shown) &&
    Object.hasOwn(shown, name) &&
    isSameValue(sent[name], shown[name]) &&
    !isSameValue(sent[name], before[name])
  );
}

/** A text that is long enough to have been sent by nobody else. */
function isTold(value: unknown): boolean {
  return typeof value === 'string' && value.length >= 6;
}

/** A request that came to nothing in another way says nothing of what it has done. */
function isRefused(sequence: Sequence, index: number): boolean {
  const status = exchangeAt(sequence, index)?.response?.status;
  return status !== undefined && status >= 400 && status < 500 && status !== 429;
}
