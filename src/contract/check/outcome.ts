import type { Outcome } from '../case/case.ts';
import type { CheckId } from '../case/finding.ts';
import type { Law } from '../case/law.ts';
import { statusMatches, isNowhere } from '../case/statuses.ts';
import { finding, type Check, type Subject } from './check.ts';

/** What happened is what had to: a valid request accepted, a wrong one refused, for the right reason. */
export const outcome: Check = (subject) => {
  const { response, step } = subject.exchange;
  if (response === undefined || response.status >= 500) return [];
  const { expect } = step;
  if (expect.outcome === 'any' || statusMatches(response.status, expect.tolerated ?? [])) return [];
  if (expect.outcome === 'accepted') {
    const isRight = response.status < 400 || isExpected(subject);
    return isRight || isSaidByLaw(subject) ? [] : [wrongOutcome(subject, 'validAccepted')];
  }
  // whoever is sent elsewhere, such as to a page to log in, has not got what was asked for
  if (response.status < 300) return [wrongOutcome(subject, CHECK_OF_OUTCOME[expect.outcome])];
  return statusMatches(response.status, expect.statuses) ? [] : wrongRefusal(subject);
};

/** A refusal that the case names as right; an item that is nowhere to be found is none. */
function isExpected({ exchange: { response, step } }: Subject): boolean {
  if (response === undefined || isNowhere(response.status)) return false;
  return statusMatches(response.status, step.expect.statuses);
}

/** A sequence's item that is nowhere to be found is said by the law that it breaks. */
function isSaidByLaw({ case: { laws }, exchange: { index, response } }: Subject): boolean {
  const isSought = laws.some(({ kind, shown }) => shown === index && SEEKING.has(kind));
  return isSought && response !== undefined && isNowhere(response.status);
}

const SEEKING: ReadonlySet<Law['kind']> = new Set(['createdReadable', 'neighbourKept']);

/** A method that nobody has documented is refused with 405, which names those that there are. */
export const allowNamed: Check = (subject) => {
  const { response } = subject.exchange;
  if (response?.status !== 405 || response.headers['allow'] !== undefined) return [];
  return [
    finding(subject, {
      check: 'methodRefused',
      confidence: 'likely',
      expected: 'an Allow field with the 405 (RFC 9110, section 15.5.6)',
      found: 'no Allow field',
      descriptionPointer: subject.exchange.operation?.pointer ?? '',
    }),
  ];
};

const CHECK_OF_OUTCOME: Readonly<Record<Exclude<Outcome, 'accepted' | 'any'>, CheckId>> = {
  refused: 'invalidRefused',
  unauthenticated: 'credentialsEnforced',
  forbidden: 'permissionsEnforced',
  methodRefused: 'methodRefused',
};

function wrongOutcome(subject: Subject, check: CheckId) {
  const { response, step, operation } = subject.exchange;
  return finding(subject, {
    check,
    confidence: step.expect.confidence,
    expected: step.expect.statuses.join(' or '),
    found: String(response?.status),
    descriptionPointer: ruleOf(subject) ?? operation?.pointer ?? '',
  });
}

/** What the request of a case was made to keep or to break. */
function ruleOf({ case: one, exchange: { step } }: Subject): string | undefined {
  return step.name === 'request' ? one.rule : undefined;
}

/** Refused, but with a status that says something else: it is `status` that this breaks. */
function wrongRefusal(subject: Subject) {
  const { response, step, operation, validation } = subject.exchange;
  const isUndocumented = operation !== undefined && validation?.response === undefined;
  if (isUndocumented) return []; // said by `statusDocumented`
  // where the description sends callers elsewhere, it is there that a wrong request is refused
  if (operation !== undefined && (response?.status ?? 0) < 400) return [];
  return [
    finding(subject, {
      check: 'status',
      confidence: 'likely',
      expected: step.expect.statuses.join(' or '),
      found: String(response?.status),
      descriptionPointer: operation ? `${operation.pointer}/responses` : '',
    }),
  ];
}
