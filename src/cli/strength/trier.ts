import type { PublishedBreak } from '../../contract/strength/report/strength-report.ts';
import { publishBreak } from '../../contract/strength/report/strength-report.ts';
import { sampleOf } from '../../contract/strength/sample.ts';
import type { Break } from '../../contract/strength/model/break.ts';
import type { PreparedStrength } from '../../contract/strength/run-strength.ts';
import type { ApiRun } from '../contract/plan-runs.ts';
import type { StrengthTask } from './strength-options.ts';
import { prepareApi } from './prepare-api.ts';

/** What is known of an API once its suite has run on the unbroken mock. */
export interface ApiFacts {
  readonly title: string;
  readonly plan: string;
  readonly cases: number;
  /** How many breaks there are, how many of them are forbidden, and how many are to be tried. */
  readonly made: number;
  readonly forbidden: number;
  readonly chosen: number;
}

/** How far the run on the unbroken mock is. */
export interface Preparing {
  readonly finished: number;
  readonly planned: number;
}

/** Tries breaks of one API after the other, in this thread or in another. */
export interface Trier {
  /** Runs the suite of an API, by its index among the runs. */
  readonly prepare: (api: number, onProgress: (progress: Preparing) => void) => Promise<ApiFacts>;
  /** Tries breaks of the API that was prepared last, by their indexes among the chosen ones. */
  readonly tryBreaks: (indexes: readonly number[], onTried: (one: PublishedBreak) => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Creates a trier that works in this thread. `signal` ends what it is doing. */
export function localTrier(runs: readonly ApiRun[], task: StrengthTask, signal?: AbortSignal): Trier {
  let prepared: PreparedStrength | undefined;
  let chosen: readonly Break[] = [];
  return {
    prepare: async (api, onProgress) => {
      const run = runs[api];
      if (run === undefined) throw new RangeError(`there is no API ${api}`);
      const progress = { finished: 0, planned: 0 };
      prepared = await prepareApi(run, task, {
        signal,
        onEvent: (event) => {
          if (event.kind === 'planned') progress.planned = event.cases;
          if (event.kind === 'finished') progress.finished += 1;
          onProgress(progress);
        },
      });
      const { breaks, report, planHash } = prepared;
      chosen = sampleOf(breaks, task.sample, run.plan.seed);
      return {
        title: report.title,
        plan: planHash,
        cases: report.counts.planned,
        made: breaks.length,
        forbidden: breaks.filter(({ standing }) => standing.kind === 'forbidden').length,
        chosen: chosen.length,
      };
    },
    tryBreaks: async (indexes, onTried) => {
      for (const index of indexes) {
        const broken = chosen[index];
        if (broken === undefined || prepared === undefined || signal?.aborted === true) continue;
        const fate = await prepared.fateOf(broken);
        if ((signal?.aborted as boolean | undefined) !== true) onTried(publishBreak({ broken, fate }));
      }
    },
    close: async () => {},
  };
}
