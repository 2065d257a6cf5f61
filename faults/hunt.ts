import type { Finding } from '../src/contract/case/finding.ts';
import type { Fault } from './fault.ts';
import { casesOn, runOn } from './run-suite.ts';

/** What became of a fault. */
export interface Hunted {
  readonly fault: Fault;
  /** What was found first; undefined for one that survives. */
  readonly found: Finding | undefined;
  /** How many cases were run for it. */
  readonly cases: number;
}

/** Runs the cases on the operations that a fault shows in, up to the first that finds something. */
export async function hunt(fault: Fault): Promise<Hunted> {
  const cases = casesOn(fault.operations);
  if (cases.length === 0)
    throw new Error(`${fault.name}: there is no case on ${fault.operations.join(', ')}`);
  const { findings, results } = await runOn(fault.build(), cases, { untilFound: true });
  return { fault, found: findings[0], cases: results.length };
}
