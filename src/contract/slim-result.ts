import { headerValue, NO_BODY, type HeaderFields, type RawRequest } from '../conformance/raw-message.ts';
import type { Exchange } from './exchange.ts';
import type { CaseResult } from './run-case.ts';

/**
 * The result of a case that passed without what was sent and answered, but for the status and the type: all that a
 * report tells of it. Of a run of 100,000 cases the bodies would fill the memory.
 */
export function slimResult(result: CaseResult): CaseResult {
  if (result.verdict.kind !== 'passed') return result;
  const { bound, leftovers } = result;
  return {
    ...result,
    verdict: PASSED,
    findings: NONE,
    bound: Object.keys(bound).length === 0 ? NO_NAMES : bound,
    leftovers: leftovers.length === 0 ? NONE : leftovers,
    exchanges: result.exchanges.map(slimExchange),
  };
}

function slimExchange({ request, response, judgement, ...facts }: Exchange): Exchange {
  const { method, target } = request;
  const isShared = facts.step.otherwise !== undefined; // told apart by its target
  return {
    ...facts,
    request: isShared ? { method, target, headers: NO_FIELDS, body: NO_BODY } : NO_REQUEST,
    response: response && { status: response.status, headers: fieldsOf(response.headers), body: NO_BODY },
    judgement: judgement && { ...judgement, body: undefined, forPeople: NOTHING },
  };
}

const PASSED = { kind: 'passed' } as const;
const NONE: readonly never[] = [];
const NO_NAMES = {};
const NO_FIELDS: HeaderFields = {};
const NO_REQUEST: RawRequest = { method: '', target: '', headers: NO_FIELDS, body: NO_BODY };
const NOTHING = () => [];

const knownFields = new Map<string, HeaderFields>();

/** Those that say what a target is; the same for all answers that have the same. */
function fieldsOf(headers: HeaderFields): HeaderFields {
  const contentType = headerValue(headers, 'content-type') ?? '';
  const location = headerValue(headers, 'location');
  if (location !== undefined) return { 'content-type': contentType, location };
  const known = knownFields.get(contentType) ?? { 'content-type': contentType };
  if (knownFields.size < 100) knownFields.set(contentType, known);
  return known;
}
