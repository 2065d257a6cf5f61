import type { Finding } from '../src/contract/case/finding.ts';
import { failing } from '../src/contract/report/report.ts';
import { isJudged } from '../src/contract/refusals/judge-refusals.ts';
import type { Fault } from './fault.ts';
import type { Lab } from './lab/lab.ts';
import { casesOn, runOn } from './run-suite.ts';
import { virtualClock } from './server/clock.ts';

/** The result of running the suite on one fault. */
export interface Hunted {
  readonly fault: Fault;
  /** The first `likely` or `definite` finding that the right server does not have; undefined when the fault survives. */
  readonly found: Finding | undefined;
  /** The number of cases that were run. */
  readonly cases: number;
}

/** Returns a function that runs the cases on the operations of a fault, until one of them finds it. */
export function hunter(lab: Lab): (fault: Fault) => Promise<Hunted> {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  return async (fault) => {
    const { operations } = fault;
    const cases = casesOn(lab, operations);
    if (cases.length === 0) throw new Error(`${fault.name}: there is no case on ${operations.join(', ')}`);
    const key = operations.join(' ');
    const own = known.get(key) ?? findingsOfRight(lab, operations);
    known.set(key, own);
    const usual = await own;
    const isFound = (finding: Finding) => failing([finding]).length > 0 && !usual.has(keyOf(finding));
    const isCertain = (finding: Finding) => isFound(finding) && !isJudged(finding.check);
    const clock = virtualClock();
    const options = { clock, budget: lab.budget.hunt, isFound: isCertain };
    const { findings, results } = await runOn(lab, fault.build(clock), cases, options);
    return { fault, found: findings.find(isFound), cases: results.length };
  };
}

/** Returns the `likely` and `definite` findings of the same cases on the right server. */
async function findingsOfRight(lab: Lab, operations: readonly string[]): Promise<ReadonlySet<string>> {
  const clock = virtualClock();
  const { handle } = lab.rightServer(clock);
  const { findings } = await runOn(lab, handle, casesOn(lab, operations), { clock, budget: lab.budget.run });
  return new Set(failing(findings).map(keyOf));
}

/** Identifies a finding by check, operation, place and status, whatever values were found there. */
function keyOf({ check, operationId, descriptionPointer, pointer = '', found }: Finding): string {
  const place = pointer.replace(/\/\d+(?=\/|$)/g, '/#');
  const status = /\b[1-5]\d\d\b/.exec(found)?.[0] ?? '';
  return JSON.stringify([check, operationId, descriptionPointer, place, status]);
}
