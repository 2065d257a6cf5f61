import { planHash } from './plan-hash.ts';
import { prepareContract, type ContractSource } from './prepare.ts';
import { makeReport, type Report } from './report.ts';
import type { CaseResult } from './run-case.ts';
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
  let broken: Report['broken'];
  let unfinished: Report['unfinished'];
  try {
    for await (const event of untilGrace(runCases({ ...options, ...prepared }), options.signal)) {
      onEvent(event);
      if (event.kind === 'finished') results.push(event.result);
      if (event.kind === 'stopped') unfinished = { budget: options.budget ?? 0, notRun: event.notRun };
      if (event.kind === 'broken') broken = { reason: event.reason, detail: event.detail };
    }
    if (options.signal?.aborted === true && results.length < cases.length) {
      broken ??= {
        reason: 'interrupted',
        detail: `${cases.length - results.length} cases were not finished`,
      };
    }
  } finally {
    if (target !== options.target) await target.close();
  }
  const milliseconds = Math.round(performance.now() - started);
  return makeReport({
    description,
    target: target.name,
    seed: options.seed ?? 1,
    plan: await planHash(cases),
    planned: cases.length,
    results,
    broken,
    unfinished,
    milliseconds,
  });
}

/** How long what is under way may take after an interruption, in milliseconds. */
const GRACE = 2_000;

/** The events of a run, but no longer than the grace after an interruption. */
async function* untilGrace(
  events: AsyncGenerator<RunEvent, void, void>,
  signal: AbortSignal | undefined,
): AsyncGenerator<RunEvent, void, void> {
  const grace = graceOf(signal);
  for (;;) {
    const next = await Promise.race([events.next(), grace.over]);
    if (next === undefined || next.done === true) break;
    yield next.value;
  }
  grace.cancel();
}

function graceOf(signal: AbortSignal | undefined) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<undefined>((resolve) => {
    const start = () => (timer = setTimeout(resolve, GRACE, undefined));
    if (signal?.aborted === true) start();
    else signal?.addEventListener('abort', start, { once: true });
  });
  return { over, cancel: () => clearTimeout(timer) };
}
