import type { RawRequest } from '../../http/message.ts';
import { pathOf, queryOf } from '../../http/request-target.ts';
import { createValidator } from '../../validation/validator.ts';
import type { Violation } from '../../validation/violation.ts';
import type { OfferedCallback } from '../case/exchange.ts';
import { finding, type Check, type Subject } from './check.ts';

/**
 * A documented callback arrives. OpenAPI says of callbacks that they are possible (Operation Object), not when they are sent:
 * one of those of an operation is enough, and where one came after another request, this one may have been no reason for it.
 */
export const callbackArrives: Check = (subject) => {
  const { callbacks: outcome } = subject.exchange;
  const [first] = outcome?.callbacks ?? [];
  if (outcome === undefined || first === undefined || outcome.received.length > 0) return [];
  const names = [...new Set(outcome.callbacks.map(({ callback }) => callback.name))];
  return [
    finding(subject, {
      check: 'callbackArrives',
      confidence: outcome.cameBefore ? 'advice' : 'likely',
      expected: `the callback ${names.join(' or ')} at the address that was sent`,
      found: `none within ${outcome.waited / 1000} s`,
      descriptionPointer: first.callback.operation.pointer,
    }),
  ];
};

/** What arrives is what the description says. The same callback may arrive several times. */
export const callbackFits: Check = (subject) => {
  const { callbacks: outcome } = subject.exchange;
  return (outcome?.received ?? []).flatMap((request) => misfits(subject, outcome?.callbacks ?? [], request));
};

function misfits(subject: Subject, offered: readonly OfferedCallback[], request: RawRequest) {
  const [first] = offered;
  if (first === undefined) return [];
  const fitting = { check: 'callbackFits', confidence: 'definite' } as const;
  const sameMethod = offered.filter(({ callback }) => callback.operation.method === request.method);
  if (sameMethod.length === 0) {
    const methods = [...new Set(offered.map(({ callback }) => callback.operation.method))];
    const { pointer } = first.callback.operation;
    const facts = { expected: methods.join(' or '), found: request.method, descriptionPointer: pointer };
    return [finding(subject, { ...fitting, ...facts })];
  }
  const found = sameMethod.map((one) => faultsOf(subject, one, request));
  const [best = []] = found.toSorted((left, right) => left.length - right.length);
  return best.map((fault) => finding(subject, { ...fitting, ...fault }));
}

interface Fault {
  readonly expected: string;
  readonly found: string;
  readonly pointer?: string;
  readonly descriptionPointer: string;
}

function faultsOf(
  { description }: Subject,
  { callback: { operation, url }, target }: OfferedCallback,
  request: RawRequest,
): readonly Fault[] {
  const elsewhere =
    target === undefined || isAt(request.target, target)
      ? []
      : [
          {
            expected: `${target}, as ${url} says`,
            found: request.target,
            descriptionPointer: operation.pointer,
          },
        ];
  const validate = createValidator(description).request(operation);
  const violations: readonly Violation[] = validate(request, new Map()).rankedViolations();
  const misfit = violations.map(({ where, sentence, pointer, descriptionPointer }) => ({
    expected: `a callback whose ${where} fits`,
    found: sentence,
    pointer,
    descriptionPointer,
  }));
  return [...elsewhere, ...misfit];
}

/** True for the path and the parameters of a target; there may be further parameters. */
function isAt(target: string, wanted: string): boolean {
  const sent = new URLSearchParams(queryOf(target));
  const named = [...new URLSearchParams(queryOf(wanted))];
  return (
    pathOf(target) === pathOf(wanted) && named.every(([name, value]) => sent.getAll(name).includes(value))
  );
}
