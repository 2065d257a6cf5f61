import { formatPointer } from '../../../base/json-pointer.ts';
import { expected } from '../../../description/resources/conventions/convention.ts';
import { ofTime, TIMES } from '../../../description/resources/conventions/time-names.ts';
import { timeOf } from './same-value.ts';
import { itemAt, type LawCheck } from './sequence.ts';

const CREATED = ofTime(expected(TIMES.creation));

const CHANGED = ofTime(expected(TIMES.change));

/** Clocks of several machines are never quite the same, in milliseconds. */
const SKEW = 2_000;

/** A change leaves the time of creation as it was, and that of the last change does not run backwards. */
export const timesRun: LawCheck<'timesRun'> = (sequence, law) => {
  const before = itemAt(sequence, law.before, law.at) ?? {};
  const shown = itemAt(sequence, law.shown, law.at) ?? {};
  const timeIn = (item: Readonly<Record<string, unknown>>, name: string) => {
    return Object.hasOwn(item, name) ? timeOf(item[name]) : undefined;
  };
  const broken = Object.keys(shown).find((name) => {
    const [was, is] = [timeIn(before, name), timeIn(shown, name)];
    if (was === undefined || is === undefined) return false;
    return (CREATED.test(name) && Math.abs(is - was) >= SKEW) || (CHANGED.test(name) && is <= was - SKEW);
  });
  const created = Object.keys(shown).find((name) => CREATED.test(name));
  const early = Object.keys(shown).find((name) => {
    const [first, last] = [created === undefined ? undefined : timeIn(shown, created), timeIn(shown, name)];
    return CHANGED.test(name) && first !== undefined && last !== undefined && last <= first - SKEW;
  });
  const name = broken ?? early;
  if (name === undefined) return undefined;
  return {
    check: 'timesRun',
    confidence: 'likely',
    expected: CREATED.test(name) ? 'the time at which it was created' : 'no time before the last',
    found: `another ${name}`,
    pointer: formatPointer([...law.at, name]),
  };
};
