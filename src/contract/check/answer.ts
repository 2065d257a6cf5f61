import type { Violation } from '../../validation/violation.ts';
import { headerValue } from '../../http/message.ts';
import type { CheckId } from '../case/finding.ts';
import type { Exchange } from '../case/exchange.ts';
import { documentedStatuses, statusMatches } from '../case/statuses.ts';
import { meaningOfUndocumented } from '../refusals/refusal-table.ts';
import { finding, type Check, type Subject } from './check.ts';
import { isImpossible } from './impossible-bodies.ts';

/** Something is answered at all. */
export const answered: Check = (subject) => {
  const { dropped, operation, isLate } = subject.exchange;
  if (dropped === undefined || isLate === true) return [];
  return [
    finding(subject, {
      check: 'answered',
      confidence: 'definite',
      expected: 'an answer',
      found: dropped,
      descriptionPointer: operation?.pointer ?? '',
    }),
  ];
};

/** The response comes, and ends, in time: that of an operation that had answered before more surely than others. */
export const answersInTime: Check = (subject) => {
  const { dropped = '', operation, isLate = false, hadResponded = false } = subject.exchange;
  if (!isLate) return [];
  return [
    finding(subject, {
      check: 'answersInTime',
      confidence: hadResponded ? 'likely' : 'advice',
      expected: 'a response that comes, and ends, in time',
      found: dropped,
      descriptionPointer: operation?.pointer ?? '',
    }),
  ];
};

/** No request may bring a server down. */
export const serverError: Check = (subject) => {
  const { response, operation } = subject.exchange;
  if (response === undefined || response.status < 500 || isRefusedMethod(subject)) return [];
  return [
    finding(subject, {
      check: 'serverError',
      confidence: isDescribedError(subject) ? 'advice' : 'definite',
      expected: 'no 5xx',
      found: String(response.status),
      descriptionPointer: operation?.pointer ?? '',
    }),
  ];
};

/** True for a 5xx that the operation names, such as 501 or 503. That there is a 500 at all is worth knowing, named or not. */
function isDescribedError({ exchange: { operation, response } }: Subject): boolean {
  if (response === undefined || response.status === 500) return false;
  return operation?.responses.some(({ status }) => status === String(response.status)) ?? false;
}

/** 501 is a right answer to a method that nobody has documented. */
function isRefusedMethod({ exchange: { step, response } }: Parameters<Check>[0]): boolean {
  return step.expect.outcome === 'methodRefused' && response?.status === 501;
}

const CHECK_OF_PART: Readonly<Partial<Record<Violation['where'], CheckId>>> = {
  contentType: 'mediaType',
  header: 'header',
  body: 'body',
};

/** The answer fits its description: media type, header fields, body. */
export const conforms: Check = (subject) => {
  const violations = subject.exchange.validation?.rankedViolations() ?? [];
  return violations.flatMap((violation) => {
    const check = CHECK_OF_PART[violation.where];
    if (check === undefined || isImpossible(subject.description, subject.exchange, violation)) return [];
    return [
      finding(subject, {
        check,
        confidence: 'definite',
        expected: `${violation.where} that fits`,
        found: violation.sentence,
        pointer: violation.pointer,
        descriptionPointer: violation.descriptionPointer,
      }),
    ];
  });
};

/**
 * There is a body only where one is described. Refusals have one that says why (RFC 9110, section 15.5), and `default`
 * says nothing about a single status.
 */
export const bodyDescribed: Check = (subject) => {
  const { response, validation, step } = subject.exchange;
  const described = validation?.response;
  if (response === undefined || described === undefined || response.body.length === 0) return [];
  const isSuccess = response.status >= 200 && response.status < 300 && described.status !== 'default';
  if (!isSuccess || described.content.length > 0 || step.request.method === 'HEAD') return [];
  const type = headerValue(response.headers, 'content-type')?.replace(/;.*$/s, '').trim().toLowerCase();
  return [
    finding(subject, {
      check: 'mediaType',
      confidence: 'advice',
      expected: `no body: ${described.status} is described without content`,
      found: type === undefined || type === '' ? 'a body' : `a body of ${type}`,
      descriptionPointer: described.pointer,
    }),
  ];
};

/** The status is documented. What an undocumented refusal of a wrong request means, `meaningOfUndocumented` says. */
export const statusDocumented: Check = (subject) => {
  const { response, operation, validation, step } = subject.exchange;
  if (response === undefined || operation === undefined || validation?.response !== undefined) return [];
  const { status } = response;
  const { statuses, tolerated = [], outcome } = step.expect;
  if (status >= 500 || statusMatches(status, tolerated)) return [];
  if (operation.responses.length === 0) return []; // nothing is promised
  const documented = documentedStatuses(operation);
  const isUsual = statusMatches(status, statuses);
  const confidence = isRefusalOfWrong(subject.exchange)
    ? meaningOfUndocumented({ status, documented, isUsual, isOpen: outcome === 'any' })
    : certainUnless(isUsual);
  if (confidence === undefined) return [];
  return [
    finding(subject, {
      check: 'status',
      confidence,
      expected: `a documented status: ${documented.join(', ')}`,
      found: String(status),
      descriptionPointer: `${operation.pointer}/responses`,
    }),
  ];
};

function certainUnless(isUsual: boolean): 'definite' | undefined {
  return isUsual ? undefined : 'definite';
}

/** True for a 4xx to a request that is wrong, or that may be refused as one. */
export function isRefusalOfWrong({ response, step: { expect } }: Exchange): boolean {
  const { status = 0 } = response ?? {};
  if (status < 400 || status >= 500 || expect.outcome === 'accepted') return false;
  return expect.outcome !== 'any' || statusMatches(status, expect.statuses);
}
