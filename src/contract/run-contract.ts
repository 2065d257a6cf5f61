import type { Case } from './case/case.ts';
import { planHash } from './plan/plan-hash.ts';
import { prepareContract, type ContractSource } from './prepare-contract.ts';
import { acceptedFindings } from './report/given-baseline.ts';
import { makeReport, type Report } from './report/report.ts';
import { createWording } from './report/text/mask-secrets.ts';
import { CreatedItems } from './run/created-items.ts';
import { untilGrace } from './run/grace.ts';
import { INTERRUPTED, type CaseResult } from './run/run-case.ts';
import { runCases, type RunEvent, type RunOptions } from './run/run-cases.ts';
import { slimResults } from './run/slim-result.ts';

export interface ContractOptions
  extends ContractSource, Pick<RunOptions, 'concurrency' | 'signal' | 'budget'> {
  /** `false` keeps of cases that passed no messages, for long runs; they are told by `onEvent` all the same. Default: true. */
  readonly keepsMessages?: boolean;
  /** Called with everything that the run tells. */
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * Plans the cases of a description, runs them against a target and says what was found. Closes the target, unless it
 * was given one that is ready. `made` knows also meanwhile what is to be removed.
 * @throws TypeError for a target that is no URL
 */
export async function runContract(options: ContractOptions, made = new CreatedItems()): Promise<Report> {
  const { description, onEvent = () => {}, keepsMessages = true } = options;
  const kept = keepsMessages ? (result: CaseResult) => result : slimResults();
  const prepared = prepareContract(options);
  const { target, cases } = prepared;
  const started = performance.now();
  const results: CaseResult[] = [];
  let broken: Report['broken'];
  try {
    for await (const event of untilGrace(
      runCases({ ...options, ...prepared, created: made }),
      options,
      made,
    )) {
      onEvent(event);
      if (event.kind === 'finished') results.push(kept(event.result));
      if (event.kind === 'broken') broken = { reason: event.reason, detail: event.detail };
    }
  } finally {
    if (target !== options.target) await target.close();
  }
  const { identities, headers, baseline } = prepared;
  const wording = createWording({
    schemes: description.securitySchemes,
    identities,
    headers,
    bound: results.map(({ bound }) => bound),
  });
  // where there is nobody, nobody waits for the rest of the plan; where the time is over, not for long
  const planned = broken?.reason === 'unreachable' ? cases.soFar() : cases.allInTime();
  const today = new Date().toISOString().slice(0, 10);
  const milliseconds = Math.round(performance.now() - started);
  return makeReport({
    description,
    target: target.name,
    seed: options.seed ?? 1,
    plan: await planHash(planned),
    planned: planned.length,
    results,
    leftovers: made.all(),
    accepted: acceptedFindings(results, { baseline, wording, today }),
    ...endOf(options, { cases: planned, isWhole: cases.isWhole, results, broken }),
    milliseconds,
  });
}

/** Why a run ended before all its cases did. */
function endOf(
  { signal, budget }: Pick<ContractOptions, 'signal' | 'budget'>,
  {
    cases,
    isWhole,
    results,
    broken,
  }: {
    readonly cases: readonly Case[];
    readonly isWhole: boolean;
    readonly results: readonly CaseResult[];
    readonly broken: Report['broken'];
  },
): Pick<Report, 'broken' | 'unfinished'> {
  if (broken !== undefined) return { broken, unfinished: undefined };
  const unended = cases.length - results.filter(isFinished).length;
  if (signal?.aborted === true && unended > 0) {
    const detail = `${isWhole ? '' : 'at least '}${unended} cases were not finished`;
    return { broken: { reason: 'interrupted', detail }, unfinished: undefined };
  }
  const notRun = cases.length - results.length;
  const isOver = budget !== undefined && notRun > 0;
  return { broken, unfinished: isOver ? { budget, notRun, ...(!isWhole && { isMore: true }) } : undefined };
}

function isFinished({ verdict }: CaseResult): boolean {
  return verdict.kind !== 'blocked' || verdict.reason !== INTERRUPTED;
}
