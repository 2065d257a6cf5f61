import type { Operation } from '../../../description/model/operation.ts';
import type { BoundValues } from '../../case/bindings.ts';
import type { Case, Step } from '../../case/case.ts';
import type { FilledStep } from '../../case/exchange.ts';
import { fillBody, fillFields, fillTarget, namesIn } from '../../case/fill-request.ts';
import { givenFields } from './given-fields.ts';
import { violationKeys } from '../../case/violation-keys.ts';
import { expectationOf } from './fallbacks.ts';
import { placesOf, withoutParts, withParts, type NeededPart } from '../state/needed-parts.ts';
import { isFullest, isOpener } from '../../case/opener.ts';
import type { OwnValues } from './own-values.ts';
import type { CaseContext } from '../state/case-context.ts';

/** What the steps before have bound: values of their responses, and fallbacks for those that were missing. */
export interface StepValues {
  readonly bound: BoundValues;
  readonly fallbacks: BoundValues;
  /** The values that no other case, and no other run, has. */
  readonly own: OwnValues;
}

/** Returns a step as it is sent: with values in the place of names, and with what is expected of such a request. */
export function fillStep(
  one: Case,
  planned: Step,
  { bound, fallbacks, own }: StepValues,
  context: CaseContext,
): FilledStep {
  const values = { ...fallbacks, ...bound };
  const operation = context.description.operationById(planned.operationId);
  const isPlain = planned.role === 'subject' && isOpener(one); // it shows what the others need
  const needing = isPlain ? planned : withNeeds(planned, operation, context);
  const step = isWhole(one, planned) ? needing : withoutRefused(one, needing, operation, context);
  const referring = withReferencedItems(step, values, context);
  const names = namesIn(referring.request);
  const expect = expectationOf(one, referring, { names, bound });
  const { refers: _, ...request } = own.request(operation, referring);
  const target = fillTarget(request.target, values);
  const { given, replaced } = givenFields(one, planned, context);
  const headers = withoutReplaced(fillFields(request.headers, values), given, replaced);
  const isInvented = step.request.refers !== undefined && referring.request.refers === undefined;
  const named = isInvented ? referring.request : step.request;
  return { ...step, expect, request: { ...request, target, headers }, names, given, named };
}

/** The type of the body stays known where the caller gives another one. */
function withoutReplaced(
  headers: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
  replaced: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  if (replaced.size === 0) return headers;
  const own = Object.entries(headers).filter(([name]) => !replaced.has(name) || name === 'content-type');
  const type = given['content-type'] ?? '';
  return { ...Object.fromEntries(own), ...(type !== '' && { 'content-type': type }) };
}

/** Adds what the smallest accepted request of the operation needs, where the request stays as valid or wrong as it was. */
function withNeeds(step: Step, operation: Operation | undefined, { memory, validator }: CaseContext): Step {
  if (operation === undefined || step.role === 'cleanup') return step;
  const { needs } = memory.of(operation.id);
  const request = withParts(step.request, needs);
  if (request === step.request) return step;
  const isSame =
    violationKeys(validator, operation, request) === violationKeys(validator, operation, step.request);
  return isSame ? { ...step, request } : step;
}

/** True for a request that is sent with all its parts: a documented one, and the one with all that there is. */
function isWhole(one: Case, { role }: Step): boolean {
  return role === 'subject' && (isFullest(one) || one.phase === 'examples');
}

/** Leaves out the optional parts that are known to be refused, where the case is not about them. */
function withoutRefused(
  one: Case,
  step: Step,
  operation: Operation | undefined,
  { memory, validator }: CaseContext,
): Step {
  if (operation === undefined || step.role === 'cleanup') return step;
  const isAbout = (part: NeededPart) => placesOf(part).some((place) => `${one.id}/`.includes(`/${place}/`));
  const refused = memory.of(operation.id).refused.filter((part) => step.role !== 'subject' || !isAbout(part));
  const request = withoutParts(step.request, refused);
  if (request === step.request) return step;
  const isSame =
    violationKeys(validator, operation, request) === violationKeys(validator, operation, step.request);
  return isSame ? { ...step, request } : step;
}

/**
 * The step with the identifiers of the items that its body refers to. Where such an identifier does not fit the body,
 * the invented one stays, and it is open whether the request is right.
 */
function withReferencedItems(step: Step, values: BoundValues, { description, validator }: CaseContext): Step {
  const { request: planned, expect } = step;
  const operation = description.operationById(step.operationId);
  const request = fillBody(planned, values);
  if (request === planned || operation === undefined) return step;
  const isFitting =
    violationKeys(validator, operation, request) === violationKeys(validator, operation, planned);
  if (isFitting) return { ...step, request };
  const { refers: _, ...invented } = planned;
  const isOpen = expect.outcome === 'accepted';
  return { ...step, request: invented, expect: isOpen ? { ...expect, outcome: 'any' } : expect };
}
