import type { Description } from '../../description/model/description.ts';
import { CaseStream } from '../case/case-stream.ts';
import type { Case } from '../case/case.ts';
import type { PlanFault } from '../case/case-stream.ts';
import type { Narrowing } from './narrow-cases.ts';
import { Planner } from './planner.ts';
import type { PlanOptions } from './plan-options.ts';

export type { PlanOptions, Safety } from './plan-options.ts';

/** The cases of a description, sorted by id; the same for the same description and options. */
export function planCases(description: Description, options: PlanOptions = {}): readonly Case[] {
  return planStream(description, options).all();
}

/** Returns the cases that the options want, planned part by part when they are taken. */
export function planStream(description: Description, options: PlanOptions & Narrowing = {}): CaseStream {
  const faults: PlanFault[] = [];
  return new CaseStream(planParts(description, options, faults), faults);
}

/**
 * The same, operation by operation: first those that read, last what is about several. `faults` gets what went wrong for
 * an operation; the others are planned all the same.
 */
export function* planParts(
  description: Description,
  options: PlanOptions & Narrowing = {},
  faults: PlanFault[] = [],
): Generator<readonly Case[], void, void> {
  yield* new Planner(description, options, faults).parts();
}
