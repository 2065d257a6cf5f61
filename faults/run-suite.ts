import { isReadOnly, type Case } from '../src/contract/case/case.ts';
import type { Finding } from '../src/contract/case/finding.ts';
import { isOpener } from '../src/contract/case/opener.ts';
import { planCases } from '../src/contract/plan/plan-cases.ts';
import type { Report } from '../src/contract/report/report.ts';
import { runContract } from '../src/contract/run-contract.ts';
import { labTarget } from './lab/lab-target.ts';
import type { Lab } from './lab/lab.ts';
import { virtualClock, type Clock } from './server/clock.ts';
import type { Handle } from './server/message.ts';

/** The part of a lab that the suite needs. */
export type Suite = Pick<Lab, 'name' | 'description' | 'identities' | 'safety'>;

const planned = new WeakMap<Suite['description'], Map<Suite['safety'], readonly Case[]>>();

/** Returns all cases for a lab, which are planned once for each safety. */
export function casesOf({ description, identities, safety }: Suite): readonly Case[] {
  const known = planned.get(description) ?? new Map<Suite['safety'], readonly Case[]>();
  planned.set(description, known);
  const cases = known.get(safety) ?? planCases(description, { identities, safety });
  known.set(safety, cases);
  return cases;
}

/**
 * Returns the cases with a request to one of the operations, and the smallest ones of a few others that only read: a
 * target of which nothing else is known to work would be taken for dead where one operation hangs.
 */
export function casesOn(suite: Suite, operations: readonly string[]): readonly Case[] {
  const isOn = ({ operationId, steps }: Case) =>
    [operationId, ...steps.map((step) => step.operationId)].some((id) => operations.includes(id ?? ''));
  const [others, own] = [casesOf(suite).filter((one) => !isOn(one)), casesOf(suite).filter(isOn)];
  const readers = others.filter((one) => isOpener(one) && isReadOnly(one));
  return [...readers.slice(0, MAX_READERS), ...own];
}

/** So many operations that only read are asked beside those of a fault. */
const MAX_READERS = 6;

export interface RunOnOptions {
  /** The clock that the server was built with. Default: a new one. */
  readonly clock?: Clock;
  /** Cases at the same time. The default is 1, so that all runs are the same. */
  readonly concurrency?: number;
  /** Makes values differ from those of another run. Default: they are those of the plan. */
  readonly mark?: string;
  /** A time limit in milliseconds of real time. Default: none. */
  readonly budget?: number;
  /** Ends the run at the first finding for which it returns true. Default: none. */
  readonly isFound?: (finding: Finding) => boolean;
  readonly onFinished?: () => void;
}

/** Runs cases on a server in this process. */
export async function runOn(
  { name, description, identities, safety }: Suite,
  handle: Handle,
  cases: readonly Case[],
  {
    clock = virtualClock(),
    concurrency = 1,
    mark,
    budget,
    isFound = () => false,
    onFinished,
  }: RunOnOptions = {},
): Promise<Report> {
  const ending = new AbortController();
  return runContract({
    description,
    identities,
    safety,
    cases,
    concurrency,
    ...(mark !== undefined && { mark }),
    ...(budget !== undefined && { budget }),
    signal: ending.signal,
    keepsMessages: false,
    onEvent: (event) => {
      if (event.kind !== 'finished') return;
      onFinished?.();
      if (event.result.findings.some(isFound)) ending.abort();
    },
    target: labTarget(name, handle, clock),
  });
}
