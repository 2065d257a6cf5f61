import { headerValue, NO_BODY, type HeaderFields, type RawRequest } from '../conformance/raw-message.ts';
import type { Operation } from '../spec/operation.ts';
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
    exchanges: sharedList(result.exchanges.map(slimExchange)),
  };
}

const knownExchanges = new WeakMap<Operation, Map<string, Exchange>>();

/** One object for all exchanges of an operation that a report cannot tell apart: the step is that of the first. */
function slimExchange(exchange: Exchange): Exchange {
  const { operation, step, index, response, judgement, limited, reconnected } = exchange;
  const isAlone = operation === undefined || step.otherwise !== undefined || isRedirection(response?.status);
  if (isAlone) return withoutMessages(exchange);
  const type = response && headerValue(response.headers, 'content-type');
  const said = [index, step.role, step.expect.outcome, response?.status, type, limited, reconnected];
  const key = JSON.stringify([
    ...said,
    judgement?.mediaType?.range,
    judgement?.violations.map(({ where }) => where),
  ]);
  const known = knownExchanges.get(operation) ?? new Map<string, Exchange>();
  knownExchanges.set(operation, known);
  const same = known.get(key) ?? withoutMessages(exchange);
  known.set(key, same);
  return same;
}

/** Where it leads to is told. */
function isRedirection(status: number | undefined): boolean {
  return status !== undefined && status >= 300 && status < 400;
}

const knownLists = new WeakMap<Exchange, readonly Exchange[]>();

/** Most cases are one exchange: these have one list, too. */
function sharedList(exchanges: readonly Exchange[]): readonly Exchange[] {
  const [only, ...others] = exchanges;
  if (only === undefined || others.length > 0) return exchanges;
  const known = knownLists.get(only) ?? exchanges;
  knownLists.set(only, known);
  return known;
}

function withoutMessages({ request, response, judgement, ...facts }: Exchange): Exchange {
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
