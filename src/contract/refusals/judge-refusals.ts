import { groupBy } from '../../base/group-by.ts';
import type { Description } from '../../description/model/description.ts';
import type { Exchange } from '../case/exchange.ts';
import type { Finding } from '../case/finding.ts';
import { isNowhere } from '../case/statuses.ts';
import { isRefusalOfWrong } from '../check/answer.ts';
import { isNaturalKey } from '../plan/requests/unique-values.ts';
import { isValid } from '../case/case.ts';
import { isOpener } from '../case/opener.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import type { RunMemory } from '../run/state/run-memory.ts';
import {
  isOfAnotherType,
  variationOf,
  type AcceptedRequests,
  type OperationRequests,
} from './accepted-requests.ts';
import { nameOfPart } from './request-parts.ts';
import { meaningOf, type RefusalFacts } from './refusal-table.ts';
import { refusalText } from './refusal-text.ts';
import { isAbout, isAboutValue, kindOf, type Refused } from './variation-kind.ts';

/** What refusals are judged by. */
export interface RefusalInput {
  readonly description: Description;
  readonly results: readonly CaseResult[];
  readonly requests: AcceptedRequests;
  readonly memory: Pick<RunMemory, 'of'>;
  /** The operations that were not reached. */
  readonly unreached: ReadonlySet<string>;
  /** When the run began. */
  readonly started: Date;
}

/**
 * Returns the results with what the refusals of their valid requests mean, which a single exchange does not tell: see
 * `meaningOf`.
 */
export function judgeRefusals(input: RefusalInput): readonly CaseResult[] {
  return judgeValid(input).map((result) => ofUnreadType(withoutUntold(result, input), input));
}

/** Takes it for advice where a body of another content type is accepted by a server that looks at none. */
function ofUnreadType(result: CaseResult, { requests }: RefusalInput): CaseResult {
  if (!isOfAnotherType(result.case) || result.findings.length === 0 || !requests.looksAtNoType) return result;
  const findings = result.findings.map((one) =>
    one.check === 'invalidRefused' ? { ...one, confidence: 'advice' as const } : one,
  );
  return { ...result, findings };
}

/**
 * Leaves out the refusals of wrong requests that say nothing: those of an operation that refuses its valid requests just
 * the same.
 */
function withoutUntold(result: CaseResult, { requests }: RefusalInput): CaseResult {
  const rest = result.findings.filter(({ check, step }) => {
    const exchange = result.exchanges.find(({ index }) => index === step.index);
    if (check !== 'status' || exchange?.operation === undefined || !isRefusalOfWrong(exchange)) return true;
    return !requests.of(exchange.operation.id).refusesAllWith(exchange.response?.status ?? 0);
  });
  return rest.length === result.findings.length ? result : withFindings(result, rest);
}

function judgeValid(input: RefusalInput): readonly CaseResult[] {
  const refused = input.results.flatMap((result) => refusedIn(result, input));
  if (refused.length === 0) return input.results;
  const byResult = groupBy(refused, ({ result }) => result);
  const sets = groupBy(refused, ({ exchange }) => exchange.operation?.id ?? '');
  return input.results.map((result) => {
    const own = byResult.get(result) ?? [];
    return own.reduce((current, one) => {
      const others = sets.get(one.exchange.operation?.id ?? '') ?? [];
      return withMeaning(current, one, others, input);
    }, result);
  });
}

function refusedIn(result: CaseResult, { requests, memory }: RefusalInput): readonly Refused[] {
  const { case: one } = result;
  return result.exchanges.flatMap((exchange): Refused[] => {
    const { operation, response, step } = exchange;
    const isRefusal = response !== undefined && response.status >= 400 && response.status < 500;
    if (operation === undefined || !isRefusal || !isValid(step) || !hasFinding(result, exchange)) return [];
    if (isRefusalOfWrong(exchange)) return []; // it stands as it is
    const { keys } = memory.of(operation.id);
    const { base } = requests.of(operation.id);
    // what differs in each case, and what a case that is about one value has beside it
    const isBeside = (part: string) =>
      !isAbout(one, part) &&
      (isNaturalKey(nameOfPart(part)) ||
        keys.has(nameOfPart(part)) ||
        (isAboutValue(one) && requests.of(operation.id).accepted.has(part)));
    return [{ result, exchange, varied: variationOf(exchange, base, isBeside) }];
  });
}

function hasFinding({ findings }: CaseResult, { index }: Exchange): boolean {
  return findings.some(({ check, step }) => isJudged(check) && step.index === index);
}

/** The checks whose findings on refusals of valid requests are judged after the run. */
export function isJudged(check: Finding['check']): boolean {
  return check === 'validAccepted' || check === 'status';
}

/** True for a result of which other cases of the operation tell what its refusals mean, also those of wrong requests. */
export function dependsOnOthers({ case: { maker }, findings, exchanges }: CaseResult): boolean {
  const isOfWrong = ({ check, step }: Finding) =>
    check === 'status' && exchanges.some((one) => one.index === step.index && isRefusalOfWrong(one));
  return findings.some(
    (one) =>
      (maker !== 'boundary' && one.check === 'validAccepted') ||
      (maker === 'content-type' && one.check === 'invalidRefused') ||
      isOfWrong(one),
  );
}

function withMeaning(
  result: CaseResult,
  one: Refused,
  others: readonly Refused[],
  input: RefusalInput,
): CaseResult {
  const { exchange } = one;
  const facts = factsOf(one, others, input);
  const meaning = meaningOf(facts);
  const isOfIt = ({ check, step }: Finding) => isJudged(check) && step.index === exchange.index;
  const own = result.findings.filter(isOfIt);
  const isOpen = exchange.step.expect.outcome === 'any'; // only its status is a question
  const model = own.find(({ check }) => check === meaning?.check) ?? (isOpen ? undefined : own[0]);
  if (isOpen && model === undefined) return result;
  const rest = result.findings.filter((finding) => !isOfIt(finding));
  if (meaning === undefined || model === undefined) return withFindings(result, rest);
  const needs = input.memory.of(exchange.operation?.id ?? '').needs;
  const text = refusalText(meaning.check, facts, { exchange, varied: one.varied, needs });
  return withFindings(result, [...rest, { ...model, ...meaning, ...text }]);
}

function withFindings(result: CaseResult, findings: readonly Finding[]): CaseResult {
  const isPassed = findings.length === 0 && result.verdict.kind === 'failed';
  return { ...result, findings, ...(isPassed && { verdict: { kind: 'passed' } }) };
}

function factsOf(one: Refused, others: readonly Refused[], input: RefusalInput): RefusalFacts {
  const { exchange, result } = one;
  const id = exchange.operation?.id ?? '';
  const requests = input.requests.of(id);
  const status = exchange.response?.status ?? 0;
  return {
    accepts: acceptedBy(requests, input.unreached.has(id), input.memory.of(id).needs.length > 0),
    isSmallest: isOpener(result.case) && exchange.step.name === 'request',
    status,
    isDocumented: exchange.validation?.response !== undefined,
    isProvenWrong:
      (isNowhere(status) && isOnOwnItem(exchange, result)) ||
      asksForNextPage(exchange, result) ||
      isAcceptedPut(exchange, result) ||
      // a choice of the credentials that are documented
      (result.case.maker === 'credentials' && [401, 403].includes(status)),
    variation: kindOf(one, others, requests, input),
  };
}

function acceptedBy(
  { smallest, fewest }: OperationRequests,
  isUnreached: boolean,
  hasNeeds: boolean,
): RefusalFacts['accepts'] {
  if (isUnreached) return 'nothing';
  if (smallest === undefined) return 'unknown';
  if (smallest.isAccepted) return 'smallest';
  return fewest === undefined && !hasNeeds ? 'nothing' : 'fuller';
}

/** True for a request about an item that its case has created before. */
function isOnOwnItem({ step, index }: Exchange, { exchanges }: CaseResult): boolean {
  return exchanges.some(
    ({ step: before, index: at, response }) =>
      at < index &&
      before.request.method !== 'GET' &&
      response !== undefined &&
      response.status < 300 &&
      Object.keys(before.bind).some((name) => step.names.includes(name)),
  );
}

/** True for a PUT that was accepted just before: sent again, it changes nothing (RFC 9110, section 9.2.2). */
function isAcceptedPut({ index, step }: Exchange, { exchanges }: CaseResult): boolean {
  const { method, target, body } = step.request;
  return exchanges.some(
    ({ index: at, step: { request }, response }) =>
      at < index &&
      method === 'PUT' &&
      request.method === method &&
      request.target === target &&
      request.body === body &&
      (response?.status ?? 400) < 300,
  );
}

/** True for a request with the cursor that the target itself has given. */
function asksForNextPage({ step: { names } }: Exchange, { case: { steps } }: CaseResult): boolean {
  return steps.some(({ bind }) => names.some((name) => bind[name]?.from === 'cursor'));
}
