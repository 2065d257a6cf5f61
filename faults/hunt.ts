import type { Finding } from '../src/contract/case/finding.ts';
import type { Fault } from './fault.ts';
import { casesOn, runOn } from './run-suite.ts';

/** The result of running the suite on one fault. */
export interface Hunted {
  readonly fault: Fault;
  /** The first finding; undefined when the fault survives. */
  readonly found: Finding | undefined;
  /** The number of cases that were run. */
  readonly cases: number;
}

/** Runs the cases on the operations of a fault, until one of them has a finding. */
export async function hunt(fault: Fault): Promise<Hunted> {
  const cases = casesOn(fault.operations);
  if (cases.length === 0)
    throw new Error(`${fault.name}: there is no case on ${fault.operations.join(', ')}`);
  const { findings, results } = await runOn(fault.build(), cases, { untilFound: true });
  return { fault, found: findings[0], cases: results.length };
}
