import type { Description } from '../../description/model/description.ts';
import { headerValue } from '../../http/message.ts';
import { CHECKS, type Finding } from '../case/finding.ts';
import type { Identities } from '../case/identities.ts';
import { replacePlaceholders } from '../case/placeholder.ts';
import type { Safety } from '../plan/plan-cases.ts';
import { identifiersOf } from '../run/bind-values.ts';
import type { CaseResult } from '../run/run-case.ts';
import { standingIn, type Baseline } from './baseline.ts';
import { findingIdOf } from './finding-id.ts';
import type { PublishedFinding, PublishedRequest, PublishedResponse } from './published-report.ts';
import { failing, type FailOn } from './report.ts';
import { curlLines } from './text/curl-script.ts';
import { excerptOf } from './text/excerpt.ts';
import { withoutRunMade } from './text/mask-run-values.ts';
import type { Wording } from './text/mask-secrets.ts';
import { shortened } from './text/printable.ts';
import { shellQuoted } from './text/shell-quote.ts';

/** What a report needs besides the run itself. */
export interface PublishingFacts {
  readonly description: Description;
  readonly safety: Safety;
  readonly failOn: FailOn;
  readonly identities: Identities;
  /** Those that went with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the credentials come from, for people. */
  readonly credentials: string;
  /** Where curl lines lead to. */
  readonly baseUrl: string;
  /** What to call the description in a command. */
  readonly source: string;
  /** Words that every curl line has, such as `-k`. */
  readonly curlOptions?: readonly string[];
  /** The command that runs a case alone. */
  readonly alone: (caseId: string) => string;
  /** The command that says whether a finding is still there. */
  readonly replay: (findingId: string) => string;
  /** File and line of a JSON Pointer into the description. */
  readonly placeOf: (pointer: string) => string | undefined;
  readonly started: Date;
  /** What has been accepted, which fails no run. */
  readonly baseline?: Baseline;
}

/** A finding of a case, alone. */
export function publishFinding(
  finding: Finding,
  result: CaseResult,
  facts: PublishingFacts,
  wording: Wording,
): PublishedFinding {
  const { check, confidence, provenance, operationId, step, expected, pointer, descriptionPointer } = finding;
  const { case: one } = result;
  const place = facts.placeOf(descriptionPointer);
  const lasting = lastingTexts(finding, result, wording);
  const response = publishResponse(finding, result, lasting);
  const found = lasting(finding.found);
  const today = facts.started.toISOString().slice(0, 10);
  const id = findingIdOf(one.id, { check, operationId, descriptionPointer, found });
  const standing = standingIn(facts.baseline ?? [], { check, operationId, descriptionPointer, found }, today);
  return {
    id,
    check,
    rule: CHECKS[check],
    confidence,
    provenance,
    fails: standing === undefined && failing([finding], facts.failOn).length > 0,
    ...(standing && { standing }),
    operationId,
    caseId: one.id,
    title: one.title,
    step,
    expected: lasting(expected),
    found,
    ...(pointer !== undefined && { pointer }),
    descriptionPointer,
    ...(place !== undefined && { place }),
    request: publishRequest(finding, result),
    ...(response && { response }),
    curl: curlLines(one, step.index, {
      baseUrl: facts.baseUrl,
      schemes: facts.description.securitySchemes,
      headerNames: Object.keys(facts.headers),
      curlOptions: facts.curlOptions ?? [],
    }),
    alone: facts.alone(shellQuoted(one.id)),
    replay: facts.replay(shellQuoted(id)),
    count: 1,
    cases: [one.id],
  };
}

const LONGEST_BODY = 2_000;

/** From the plan, which has neither secrets nor identifiers. */
function publishRequest({ step }: Finding, result: CaseResult): PublishedRequest {
  const plan = result.case.steps[step.index]?.request;
  if (plan === undefined) throw new Error(`${result.case.id} has no step ${step.index}`);
  const { method, target, headers, body } = plan;
  return {
    method,
    target: masked(target),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, masked(text)])),
    ...(body !== undefined && { body: shortened(body, LONGEST_BODY) }),
  };
}

/** Writes the names of bound values as `{name}`. */
function masked(text: string): string {
  return replacePlaceholders(text, (name) => `{${name}}`);
}

/** Texts as they would be in any other run: without secrets, identifiers and times. */
function lastingTexts({ step }: Finding, result: CaseResult, wording: Wording): (text: string) => string {
  const { case: one, bound, exchanges } = result;
  const exchange = exchanges.find(({ index }) => index === step.index);
  const names = { ...(exchange && identifiersOf(exchange)), ...bound }; // also those of what failed
  const sent = JSON.stringify(
    one.steps.map(({ request: { target, headers, body } }) => [target, headers, body]),
  );
  const now = new Date();
  return (text) => withoutRunMade(wording.of(text, names), { sent, now });
}

function publishResponse(
  { step, check, pointer }: Finding,
  { exchanges }: CaseResult,
  lasting: (text: string) => string,
): PublishedResponse | undefined {
  const response = exchanges.find(({ index }) => index === step.index)?.response;
  if (response === undefined) return undefined;
  const contentType = headerValue(response.headers, 'content-type');
  const excerpt = excerptOf(response, check === 'header' ? undefined : pointer);
  return {
    status: response.status,
    ...(contentType !== undefined && { contentType }),
    excerpt: lasting(excerpt),
  };
}
