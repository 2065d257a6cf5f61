import { acceptedFindings } from './given-baseline.ts';
import { MadeItems } from './made-items.ts';
import { planHash } from './plan-hash.ts';
import { createWording } from './report/wording.ts';
import { prepareContract, type ContractSource } from './prepare.ts';
import { makeReport, type Report } from './report.ts';
import { INTERRUPTED, type CaseResult } from './run-case.ts';
import { runCases, type RunEvent, type RunOptions } from './run.ts';

export interface ContractOptions
  extends ContractSource, Pick<RunOptions, 'concurrency' | 'signal' | 'budget'> {
  /** Called with everything that the run tells. */
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * Plans the cases of a description, runs them against a target and says what was found. Closes the target, unless it
 * was given one that is ready. @throws TypeError for a target that is no URL
 */
export async function runContract(options: ContractOptions): Promise<Report> {
  const { description, onEvent = () => {} } = options;
  const prepared = prepareContract(options);
  const { target, cases } = prepared;
  const started = performance.now();
  const results: CaseResult[] = [];
  const made = new MadeItems();
  let broken: Report['broken'];
  let unfinished: Report['unfinished'];
  try {
    for await (const event of untilGrace(runCases({ ...options, ...prepared, made }), options.signal, made)) {
      onEvent(event);
      if (event.kind === 'finished') results.push(event.result);
      if (event.kind === 'stopped') unfinished = { budget: options.budget ?? 0, notRun: event.notRun };
      if (event.kind === 'broken') broken = { reason: event.reason, detail: event.detail };
    }
    const unended = cases.length - results.filter(isWhole).length;
    if (options.signal?.aborted === true && unended > 0) {
      broken ??= { reason: 'interrupted', detail: `${unended} cases were not finished` };
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
  const today = new Date().toISOString().slice(0, 10);
  const milliseconds = Math.round(performance.now() - started);
  return makeReport({
    description,
    target: target.name,
    seed: options.seed ?? 1,
    plan: await planHash(cases),
    planned: cases.length,
    results,
    leftovers: made.all(),
    accepted: acceptedFindings(results, { baseline, wording, today }),
    broken,
    unfinished,
    milliseconds,
  });
}

function isWhole({ verdict }: CaseResult): boolean {
  return verdict.kind !== 'blocked' || verdict.reason !== INTERRUPTED;
}

/** How long what is under way may take after an interruption, in milliseconds. */
const GRACE = 2_000;

/** The same where something that was made is still to be removed. */
const GRACE_TO_REMOVE = 15_000;

/** The events of a run, but no longer than the grace after an interruption. */
async function* untilGrace(
  events: AsyncGenerator<RunEvent, void, void>,
  signal: AbortSignal | undefined,
  made: MadeItems,
): AsyncGenerator<RunEvent, void, void> {
  const grace = graceOf(signal, made);
  for (;;) {
    const next = await Promise.race([events.next(), grace.over]);
    if (next === undefined || next.done === true) break;
    yield next.value;
  }
  grace.cancel();
}

function graceOf(signal: AbortSignal | undefined, made: MadeItems) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<undefined>((resolve) => {
    const wait = (milliseconds: number, left: number) => {
      timer = setTimeout(() => {
        if (left <= 0 || made.all().length === 0) resolve(undefined);
        else wait(Math.min(left, 100), left - 100);
      }, milliseconds);
    };
    const start = () => wait(GRACE, GRACE_TO_REMOVE - GRACE);
    if (signal?.aborted === true) start();
    else signal?.addEventListener('abort', start, { once: true });
  });
  return { over, cancel: () => clearTimeout(timer) };
}
