import type { FileLines } from '../../description/load/text/file-lines.ts';
import { headerValue } from '../../http/message.ts';
import type { Case } from '../case/case.ts';
import { CHECKS, type Finding } from '../case/finding.ts';
import { withShown } from '../case/fill-request.ts';
import { replacePlaceholders } from '../case/placeholder.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import { givenFields } from '../run/values/given-fields.ts';
import type { CoverageFloors } from './coverage/coverage-floors.ts';
import { foundWithoutChanging, responseWithoutChanging } from './changing/without-changing.ts';
import { faultCode } from './findings/fault-code.ts';
import { findingIdOf } from './findings/finding-id.ts';
import { findingMask } from './findings/finding-mask.ts';
import type { PublishedFinding, PublishedRequest, PublishedResponse } from './findings/published-finding.ts';
import type { FinishedRun } from './finished-run.ts';
import { REACH_MAKER } from './reach/with-reach.ts';
import { failing, type FailOn } from './report.ts';
import { asSent } from './text/as-sent.ts';
import { curlLines, type CurlFacts } from './text/curl-script.ts';
import { excerptOf } from './text/excerpt.ts';
import { shortened } from './text/printable.ts';
import { shellQuoted } from './text/shell-quote.ts';

/** How a run is published: what a report says besides what the run found. */
export interface PublishOptions {
  readonly failOn: FailOn;
  /** The least share of operations to be reached, from 0 to 1: only a smaller one fails. Default: all. */
  readonly minReach?: number;
  /** The least shares of the description to be covered. Default: none. */
  readonly minCoverage?: CoverageFloors;
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
  /** Returns the lines around a JSON Pointer into the description. Default: none. */
  readonly linesOf?: (pointer: string) => FileLines | undefined;
}

/** Returns one finding of a case as data, before equal ones are grouped. */
export function publishFinding(
  finding: Finding,
  result: CaseResult,
  { plan, masks, standings, changing }: Pick<FinishedRun, 'plan' | 'masks' | 'standings' | 'changing'>,
  options: PublishOptions,
): PublishedFinding {
  const { check, confidence, provenance, operationId, step, expected, pointer, descriptionPointer } = finding;
  const one = caseOf(result);
  const place = options.placeOf(descriptionPointer);
  const lines = options.linesOf?.(descriptionPointer);
  const mask = findingMask(finding, result, masks);
  const response = publishResponse(finding, result, { mask, changing });
  const found = mask(foundWithoutChanging(finding, changing));
  const id = findingIdOf(one.id, { check, operationId, descriptionPointer, found });
  const standing = standings.get(finding);
  const where = pointer === undefined ? {} : { pointer };
  const request = publishRequest(finding, result);
  const wfc = faultCode({ check, method: request.method, status: response?.status });
  // no plan has the case of an operation that was not reached: all cases of the operation tell
  const alone = options.alone(shellQuoted(check === 'reached' ? one.id.replace(/reach$/, '*') : one.id));
  return {
    id,
    check,
    rule: CHECKS[check],
    ...(wfc !== undefined && { wfc }),
    confidence,
    provenance,
    fails: standing === undefined && fails(finding, options),
    ...(standing && { standing }),
    operationId,
    caseId: one.id,
    title: one.title,
    step,
    expected: mask(expected),
    found,
    ...where,
    descriptionPointer,
    ...(place !== undefined && { place }),
    ...(lines && { described: { ...lines, lines: lines.lines.map((line) => masks.mask(line, {})) } }),
    request,
    ...(response && { response }),
    curl: isSendable(result) ? curlLines(one, step.index, curlFacts(plan, options)) : [],
    alone,
    replay: check === 'reached' ? alone : options.replay(shellQuoted(id)),
    count: 1,
    cases: [one.id],
    places: [{ ...where, id, operationId, caseId: one.id, descriptionPointer, found, count: 1 }],
  };
}

/** Returns a case as it was sent, with the values that lists showed. */
function caseOf({ case: one, exchanges, shown }: CaseResult): Case {
  return withShown(asSent(one, exchanges), shown);
}

/** False for what stands for an operation of which no request can be made. */
function isSendable({ case: { maker }, exchanges }: CaseResult): boolean {
  return maker !== REACH_MAKER || exchanges.length > 0;
}

function curlFacts(plan: FinishedRun['plan'], { baseUrl, curlOptions = [] }: PublishOptions): CurlFacts {
  return {
    baseUrl,
    schemes: plan.description.securitySchemes,
    headerNames: Object.keys(plan.headers),
    fieldsOf: (ofCase, ofStep) => givenFields(ofCase, ofStep, plan),
    curlOptions,
  };
}

function fails(finding: Finding, { failOn, minReach }: PublishOptions): boolean {
  if (finding.check === 'reached' && minReach !== undefined) return false;
  return failing([finding], failOn).length > 0;
}

const LONGEST_BODY = 2_000;

/** Returns the request with the values of the plan, which has neither secrets nor identifiers. */
function publishRequest({ step }: Finding, result: CaseResult): PublishedRequest {
  const plan = caseOf(result).steps[step.index]?.request;
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
  { mask, changing }: { readonly mask: (text: string) => string } & Pick<FinishedRun, 'changing'>,
): PublishedResponse | undefined {
  const response = exchanges.find(({ index }) => index === step.index)?.response;
  if (response === undefined) return undefined;
  const contentType = headerValue(response.headers, 'content-type');
  const steady = responseWithoutChanging(response, changing);
  const excerpt = excerptOf(steady, check === 'header' ? undefined : pointer, mask);
  return {
    status: response.status,
    ...(contentType !== undefined && { contentType: mask(contentType) }),
    excerpt,
  };
}
