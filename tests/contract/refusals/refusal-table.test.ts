import { describe, expect, test } from '@jest/globals';
import {
  meaningOf,
  meaningOfUndocumented,
  type Meaning,
  type RefusalFacts,
  type WrongRequestFacts,
} from '../../../src/contract/refusals/refusal-table.ts';

const VARIANT: RefusalFacts = {
  accepts: 'smallest',
  isSmallest: false,
  status: 422,
  isDocumented: true,
  isProvenWrong: false,
  variation: 'plain',
};

const accepted = (confidence: 'definite' | 'likely' | 'advice'): Meaning => ({
  check: 'validAccepted',
  confidence,
});

describe('a valid request that is refused', () => {
  test.each<[string, Partial<RefusalFacts>, Meaning]>([
    [
      'as all others, as documented, is not reached alone',
      { accepts: 'nothing', isSmallest: true },
      undefined,
    ],
    [
      'as all others, with a status of its own, is likely a fault of the status',
      { accepts: 'nothing', isDocumented: false },
      { check: 'status', confidence: 'likely' },
    ],
    [
      'and is the smallest, where a fuller one is accepted, is likely wrong',
      { accepts: 'fuller', isSmallest: true },
      accepted('likely'),
    ],
    ['in a variant is likely wrong', {}, accepted('likely')],
    ['for what prose usually restricts is advice', { variation: 'restricted' }, accepted('advice')],
    ['for parts that may not be combined is advice', { variation: 'combined' }, accepted('advice')],
    ['for less than what it has is told there', { variation: 'known' }, undefined],
    ['for the state of an item, as documented, is advice', { status: 409 }, accepted('advice')],
    ['for who asks, as documented, is advice', { status: 403 }, accepted('advice')],
    [
      'since what it has just created is nowhere is wrong',
      { status: 404, isProvenWrong: true },
      accepted('definite'),
    ],
    [
      'with an undocumented status is wrong in its status',
      { isDocumented: false, variation: 'restricted' },
      { check: 'status', confidence: 'definite' },
    ],
  ])('%s', (_, facts, meaning) => {
    expect(meaningOf({ ...VARIANT, ...facts })).toEqual(meaning);
  });
});

describe('a wrong request that is refused as nobody has documented', () => {
  const WRONG: WrongRequestFacts = { status: 422, documented: ['200', '400'], isUsual: false, isOpen: false };

  test.each<[string, Partial<WrongRequestFacts>, ReturnType<typeof meaningOfUndocumented>]>([
    ['with another status than the documented 400 is likely wrong', {}, 'likely'],
    ['as HTTP has it for who asks is advice', { status: 401, isUsual: true }, 'advice'],
    ['as HTTP has it for the form of messages is nothing', { status: 415, isUsual: true }, undefined],
    ['for a form that is not wrong is likely wrong', { status: 415 }, 'likely'],
    ['where no refusal is documented is advice', { documented: ['200'], isUsual: true }, 'advice'],
    ['where no 400 is documented is advice', { status: 415, documented: ['200', '404'] }, 'advice'],
    ['though it may be accepted is nothing', { isOpen: true, isUsual: true, documented: ['200'] }, undefined],
  ])('%s', (_, facts, confidence) => {
    expect(meaningOfUndocumented({ ...WRONG, ...facts })).toBe(confidence);
  });
});
