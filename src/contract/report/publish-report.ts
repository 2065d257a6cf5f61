import type { Description } from '../../description/model/description.ts';
import type { CaseResult } from '../run/run-case.ts';
import { groupFindings } from './group-findings.ts';
import { hintsOf, notesOf } from './hints.ts';
import { publishFinding, type PublishingFacts } from './publish-finding.ts';
import type {
  PublishedCase,
  PublishedFinding,
  PublishedOperation,
  PublishedReport,
} from './published-report.ts';
import type { Report } from './report.ts';
import { createWording, type Wording } from './text/mask-secrets.ts';
import { unseenStatuses } from './unseen-statuses.ts';
import { verdictOf } from './verdict.ts';

/** A run, ready to be shown; `byCase` has the findings of each case, where the report has equal ones as one. */
export interface Published {
  readonly report: PublishedReport;
  readonly byCase: ReadonlyMap<string, readonly PublishedFinding[]>;
}

export function publish(report: Report, facts: PublishingFacts): Published {
  const wording = createWording({
    schemes: facts.description.securitySchemes,
    identities: facts.identities,
    headers: facts.headers,
    bound: report.results.map(({ bound }) => bound),
  });
  const byCase = new Map(
    report.results.map((result) => [
      result.case.id,
      result.findings.map((finding) => publishFinding(finding, result, facts, wording)),
    ]),
  );
  const hints = hintsOf(report.results);
  const published = [...byCase.values()].flat();
  const { api, title, target, seed, plan, counts, coverage, broken, unfinished, milliseconds } = report;
  return {
    byCase,
    report: {
      api,
      title,
      source: facts.source,
      target,
      safety: facts.safety,
      seed,
      plan,
      ...(unfinished && {
        budget: {
          seconds: Number((unfinished.budget / 1000).toFixed(3)),
          notRun: unfinished.notRun,
          ...(unfinished.isMore === true && { isMore: true }),
        },
      }),
      failOn: facts.failOn,
      credentials: facts.credentials,
      verdict: verdictOf(report, { failOn: facts.failOn, hints, findings: published }),
      hints,
      notes: notesOf(report.results),
      counts,
      coverage: {
        operations: coverage.operations,
        statuses: coverage.statuses,
        unseen: unseenStatuses(report, facts.description, facts.safety),
      },
      operations: report.operations.map((one) => publishOperation(one, facts.description)),
      findings: groupFindings(published),
      cases: report.results.map((result) => publishCase(result, wording)),
      ...(broken && { broken: { reason: broken.reason, detail: wording.of(broken.detail, {}) } }),
      run: {
        started: facts.started.toISOString(),
        milliseconds,
        leftovers: report.leftovers,
        ...(report.repeats.limited > 0 && { rateLimited: report.repeats.limited }),
        ...(report.repeats.reconnected > 0 && { reconnected: report.repeats.reconnected }),
      },
    },
  };
}

function publishCase({ case: one, verdict, bound }: CaseResult, wording: Wording): PublishedCase {
  const { id, title, operationId, maker, phase, provenance } = one;
  return {
    id,
    title,
    operationId,
    maker,
    phase,
    provenance,
    verdict: verdict.kind,
    ...(verdict.kind === 'blocked' && { reason: wording.of(verdict.reason, bound) }),
  };
}

function publishOperation(
  one: Report['operations'][number],
  { operationById }: Description,
): PublishedOperation {
  const operation = operationById(one.id);
  const [method = '', path = ''] = operation ? [operation.method, operation.path] : one.id.split(' ');
  return { ...one, method, path, documented: operation !== undefined };
}
