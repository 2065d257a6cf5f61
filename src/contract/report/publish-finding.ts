import { headerValue } from '../../http/message.ts';
import { CHECKS, type Finding } from '../case/finding.ts';
import { replacePlaceholders } from '../case/placeholder.ts';
import type { CaseResult } from '../run/run-case.ts';
import { findingIdOf } from './finding-id.ts';
import { findingMask } from './finding-mask.ts';
import type { FinishedRun } from './finished-run.ts';
import type { PublishedFinding, PublishedRequest, PublishedResponse } from './published-report.ts';
import { failing, type FailOn } from './report.ts';
import { curlLines } from './text/curl-script.ts';
import { excerptOf } from './text/excerpt.ts';
import { shortened } from './text/printable.ts';
import { shellQuoted } from './text/shell-quote.ts';

/** How a run is published: what a report says besides what the run found. */
export interface PublishOptions {
  readonly failOn: FailOn;
  /** Where the credentials come from, in words; never a credential. */
  readonly credentials: string;
  /** The URL that curl lines send to. */
  readonly baseUrl: string;
  /** The name of the description in a command. */
  readonly source: string;
  /** Words that every curl line has, such as `-k`. */
  readonly curlOptions?: readonly string[];
  /** Returns the command that runs a case alone. */
  readonly alone: (caseId: string) => string;
  /** Returns the command that runs the case of a finding again. */
  readonly replay: (findingId: string) => string;
  /** Returns file and line of a JSON Pointer into the description. */
  readonly placeOf: (pointer: string) => string | undefined;
}

/** Returns one finding of a case as data, before equal ones are grouped. */
export function publishFinding(
  finding: Finding,
  result: CaseResult,
  { plan: { description, headers }, masks, standings }: Pick<FinishedRun, 'plan' | 'masks' | 'standings'>,
  options: PublishOptions,
): PublishedFinding {
  const { check, confidence, provenance, operationId, step, expected, pointer, descriptionPointer } = finding;
  const { case: one } = result;
  const place = options.placeOf(descriptionPointer);
  const mask = findingMask(finding, result, masks);
  const response = publishResponse(finding, result, mask);
  const found = mask(finding.found);
  const id = findingIdOf(one.id, { check, operationId, descriptionPointer, found });
  const standing = standings.get(finding);
  return {
    id,
    check,
    rule: CHECKS[check],
    confidence,
    provenance,
    fails: standing === undefined && failing([finding], options.failOn).length > 0,
    ...(standing && { standing }),
    operationId,
    caseId: one.id,
    title: one.title,
    step,
    expected: mask(expected),
    found,
    ...(pointer !== undefined && { pointer }),
    descriptionPointer,
    ...(place !== undefined && { place }),
    request: publishRequest(finding, result),
    ...(response && { response }),
    curl: curlLines(one, step.index, {
      baseUrl: options.baseUrl,
      schemes: description.securitySchemes,
      headerNames: Object.keys(headers),
      curlOptions: options.curlOptions ?? [],
    }),
    alone: options.alone(shellQuoted(one.id)),
    replay: options.replay(shellQuoted(id)),
    count: 1,
    cases: [one.id],
  };
}

const LONGEST_BODY = 2_000;

/** Returns the request of the plan, which has neither secrets nor identifiers. */
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

function publishResponse(
  { step, check, pointer }: Finding,
  { exchanges }: CaseResult,
  mask: (text: string) => string,
): PublishedResponse | undefined {
  const response = exchanges.find(({ index }) => index === step.index)?.response;
  if (response === undefined) return undefined;
  const contentType = headerValue(response.headers, 'content-type');
  const excerpt = excerptOf(response, check === 'header' ? undefined : pointer);
  return {
    status: response.status,
    ...(contentType !== undefined && { contentType }),
    excerpt: mask(excerpt),
  };
}
