import { groupBy } from '../../base/group-by.ts';
import type { Description } from '../../description/model/description.ts';
import { impossibleBodies } from '../check/impossible-bodies.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import type { FinishedRun } from './finished-run.ts';
import { publishGaps } from './coverage-gaps.ts';
import { uncheckedIn } from './findings/cause-of.ts';
import { groupFindings } from './findings/group-findings.ts';
import type { PublishedFinding } from './findings/published-finding.ts';
import { hintsOf, hintTallies, notesOf, noteTallies } from './reach/hints.ts';
import { publishFinding, type PublishOptions } from './publish-finding.ts';
import type { PublishedCase, PublishedOperation, PublishedReport } from './published-report.ts';
import { publishReach, publishRefusals } from './publish-reach.ts';
import { REACH_MAKER } from './reach/with-reach.ts';
import type { Report } from './report.ts';
import type { Masks } from './text/mask-secrets.ts';
import { unseenStatuses } from './unseen-statuses.ts';
import { decideVerdict, shardVerdict } from './verdict.ts';

/** A run as data, to be shown and written; `byCase` has the findings of each case before equal ones are grouped. */
export interface PublishedRun {
  readonly report: PublishedReport;
  readonly byCase: ReadonlyMap<string, readonly PublishedFinding[]>;
}

/** Returns a run as data without secrets; what is wrong with the run as a whole is among its hints. */
export function publish(run: FinishedRun, options: PublishOptions): PublishedRun {
  const { report, masks, started } = run;
  const { description, safety } = run.plan;
  const byCase = new Map(
    report.results.map((result) => [
      result.case.id,
      result.findings.map((finding) => publishFinding(finding, result, run, options)),
    ]),
  );
  const results = report.results.filter(({ case: { maker } }) => maker !== REACH_MAKER);
  const [hinted, noted] = [hintTallies(results), noteTallies(results)];
  const shard = run.plan.whole?.shard;
  const hints = hintsOf(hinted);
  const checked = checkedMakers(results);
  const published = [...byCase.values()].flat();
  const { api, title, target, seed, plan, counts, coverage, broken, unfinished, milliseconds } = report;
  const { learned, mark } = report;
  const excluded = description.operations.filter(run.plan.isExcluded).map(({ id }) => id);
  return {
    byCase,
    report: {
      api,
      title,
      source: options.source,
      target,
      safety,
      seed,
      plan,
      ...(unfinished && {
        budget: {
          seconds: Number((unfinished.budget / 1000).toFixed(3)),
          notRun: unfinished.notRun,
          ...(unfinished.isMore === true && { isMore: true }),
        },
      }),
      ...(shard && { shard: { ...shard, hints: hinted, notes: noted, checked } }),
      failOn: options.failOn,
      credentials: options.credentials,
      verdict: (shard === undefined ? decideVerdict : shardVerdict)(report, {
        ...options,
        hints,
        findings: published,
      }),
      hints,
      notes: [
        ...notesOf(noted),
        ...impossibleBodies(
          description,
          results.flatMap(({ exchanges }) => exchanges),
        ),
        ...skippedNotes(results),
        ...report.sideEffects,
      ].map((note) => masks.mask(note, {})),
      counts,
      coverage: {
        ...coverage,
        unseen: unseenStatuses({ ...report, results }, description, safety),
        gaps: publishGaps({ ...report, results }, safety),
      },
      reach: publishReach(report.reach, byCase, description),
      refusals: publishRefusals(report.refusals, description, masks),
      operations: report.operations.map((one) => publishOperation(one, description)),
      ...(excluded.length > 0 && { excluded }),
      findings: groupFindings(published, { unchecked: uncheckedIn(shard === undefined ? checked : {}) }),
      cases: report.results.map((result) => publishCase(result, masks)),
      ...(Object.keys(learned).length > 0 && { learned }),
      ...(broken && { broken: { reason: broken.reason, detail: masks.mask(broken.detail, {}) } }),
      run: {
        started: started.toISOString(),
        milliseconds,
        ...(mark !== undefined && { mark }),
        cases: timesOf(report.results),
        operations: report.times,
        leftovers: report.leftovers,
        ...(report.repeats.limited > 0 && { rateLimited: report.repeats.limited }),
        ...(report.repeats.reconnected > 0 && { reconnected: report.repeats.reconnected }),
      },
    },
  };
}

/** Returns how long each case took that was sent, by its id. */
function timesOf(results: readonly CaseResult[]): PublishedReport['run']['cases'] {
  return Object.fromEntries(
    results.flatMap(({ case: { id }, milliseconds }) =>
      milliseconds === undefined ? [] : [[id, milliseconds]],
    ),
  );
}

/** Returns why cases were not sent, each reason once. */
function skippedNotes(results: readonly CaseResult[]): readonly string[] {
  const reasons = results.flatMap(({ verdict }) => (verdict.kind === 'skipped' ? [verdict.reason] : []));
  return [...new Set(reasons)];
}

function publishCase({ case: one, verdict, bound, replaced }: CaseResult, masks: Masks): PublishedCase {
  const { id, title, operationId, maker, phase, provenance } = one;
  return {
    id,
    title,
    operationId,
    maker,
    phase,
    provenance,
    verdict: verdict.kind,
    ...('reason' in verdict && { reason: masks.mask(verdict.reason, bound, replaced) }),
  };
}

/** The statuses that refuse credentials; a caller that gets another one has come past those who check them. */
const REFUSES_CREDENTIALS: ReadonlySet<number> = new Set([401, 403]);

/** Returns, by the makers of cases about credentials, whether one of them was refused for them, on whatever operation. */
function checkedMakers(results: readonly CaseResult[]): Readonly<Record<string, boolean>> {
  const judged = results.filter(({ case: { maker }, verdict: { kind } }) => {
    return maker.startsWith('credentials-') && (kind === 'passed' || kind === 'failed');
  });
  const isChecked = ({ verdict, exchanges }: CaseResult) =>
    verdict.kind === 'passed' ||
    exchanges.some(({ response }) => REFUSES_CREDENTIALS.has(response?.status ?? 0));
  const makers = groupBy(judged, ({ case: { maker } }) => maker);
  return Object.fromEntries([...makers].map(([maker, own]) => [maker, own.some(isChecked)]));
}

function publishOperation(
  one: Report['operations'][number],
  { operationById }: Description,
): PublishedOperation {
  const operation = operationById(one.id);
  const [method = '', path = ''] = operation ? [operation.method, operation.path] : one.id.split(' ');
  return { ...one, method, path, documented: operation !== undefined };
}
