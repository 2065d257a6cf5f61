import { exchangeAt, type LawCheck } from './sequence.ts';

/** What says that there is no such item, and what says that the request is none. */
const NOWHERE = [404, 405, 410];

const WRONG = [400, 422];

/**
 * What a link leads to is there, and takes what the link gives it. Of a request whose body is made up, nothing can be
 * said but that it led nowhere.
 */
export const linked: LawCheck<'linked'> = (sequence, law) => {
  const response = exchangeAt(sequence, law.shown)?.response;
  const broken = law.hasOwnBody ? NOWHERE : [...NOWHERE, ...WRONG];
  if (response === undefined || !broken.includes(response.status)) return undefined;
  return {
    check: 'linkFollowed',
    confidence: 'likely',
    expected: `what the link ${law.name} leads to`,
    found: String(response.status),
    pointer: undefined,
    descriptionPointer: law.rule,
  };
};
