import pc from 'picocolors';
import {
  strengthReport,
  type PublishedBreak,
  type StrengthReport,
} from '../../contract/strength/report/strength-report.ts';
import { strengthText } from '../../contract/strength/report/strength-text.ts';
import type { ApiRun } from '../contract/plan-runs.ts';
import { isColoured } from '../output/is-coloured.ts';
import type { StrengthTask } from './strength-options.ts';
import { createStrengthLine } from './strength-line.ts';
import type { ApiFacts, Trier } from './trier.ts';

/** What the triers of one command share. */
interface Trying {
  readonly triers: readonly Trier[];
  readonly task: StrengthTask;
  readonly signal: AbortSignal;
  /** When the budget is over, in milliseconds as `performance.now()` has them. */
  readonly end: number;
}

/** Tries the breaks of one API after the other, and prints how strong the suite is. */
export async function tryAll(runs: readonly ApiRun[], trying: Trying): Promise<readonly StrengthReport[]> {
  const { stdout, env } = process;
  const reports: StrengthReport[] = [];
  for (const [index, run] of runs.entries()) {
    const report = await tryApi(run, index, trying);
    reports.push(report);
    stdout.write(`${strengthText(report, pc.createColors(isColoured(stdout, env)))}\n`);
    if (trying.signal.aborted) break;
  }
  return reports;
}

async function tryApi(
  { source, api, plan }: ApiRun,
  index: number,
  { triers, task, signal, end }: Trying,
): Promise<StrengthReport> {
  const started = performance.now();
  const line = createStrengthLine();
  const tried: PublishedBreak[] = [];
  let facts: ApiFacts | undefined;
  let next = 0;
  const work = async (trier: Trier) => {
    const known = await trier.prepare(index, line.preparing);
    facts ??= known;
    while (next < known.chosen && !signal.aborted && performance.now() < end) {
      const size = batchSize(known.chosen - next, triers.length);
      const indexes = Array.from({ length: size }, (_, offset) => next + offset);
      next += size;
      await trier.tryBreaks(indexes, (one) => {
        tried.push(one);
        line.tried(tried, known.chosen);
      });
    }
  };
  const works = triers.map((trier) => work(trier));
  await Promise.race([Promise.all(works), aborted(signal)]);
  for (const one of works) one.catch(() => {}); // of threads that an interruption has ended
  line.clear();
  const { title = '', plan: hash = '', cases = 0, made = 0, forbidden = 0, chosen = 0 } = facts ?? {};
  const broken = endOf(signal, chosen - tried.length);
  return strengthReport(
    {
      api: api.description.name,
      title,
      source,
      seed: plan.seed,
      plan: hash,
      breaks: { made, forbidden },
      run: { cases, milliseconds: Math.round(performance.now() - started) },
      ...(broken !== undefined && { broken }),
    },
    tried,
    task.minStrength,
  );
}

/** Few at a time towards the end, so that no thread waits long for another. */
function batchSize(left: number, triers: number): number {
  return Math.min(left, Math.max(1, Math.min(20, Math.floor(left / (triers * 4)))));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function endOf(signal: AbortSignal, left: number): StrengthReport['broken'] {
  if (left <= 0 && !signal.aborted) return undefined;
  const detail = `${left} breaks were not tried`;
  return signal.aborted
    ? { reason: 'interrupted', detail: `interrupted: ${detail}` }
    : { reason: 'unfinished', detail: `the budget was over: ${detail}` };
}
