import { headerValue, NO_BODY, type RawRequest } from '../../http/message.ts';
import type { Exchange } from '../case/exchange.ts';
import type { CaseResult } from './state/case-result.ts';

/**
 * Returns a function that drops the messages of passed cases, except status and content type. Results that a report
 * cannot tell apart share one list of exchanges, with the steps of the first, so that 100,000 cases fit into memory.
 */
export function keepReportData(): (result: CaseResult) => CaseResult {
  const known = new Map<string, readonly Exchange[]>();
  return (result) => {
    if (result.verdict.kind !== 'passed') return result;
    const key = JSON.stringify(result.exchanges.map(reportedOf));
    let exchanges = known.get(key);
    if (exchanges === undefined) {
      exchanges = result.exchanges.map(withoutMessages);
      known.set(key, exchanges);
    }
    const { bound, leftovers } = result;
    return {
      ...result,
      verdict: PASSED,
      findings: NONE,
      bound: Object.keys(bound).length === 0 ? NO_NAMES : bound,
      leftovers: leftovers.length === 0 ? NONE : leftovers,
      exchanges,
    };
  };
}

const PASSED = { kind: 'passed' } as const;

const NONE: readonly never[] = [];

const NO_NAMES = {};

/** The members of an exchange that a report has as they are. */
const AS_THEY_ARE = Object.keys({
  index: true,
  dropped: true,
  rung: true,
  listed: true,
  callbacks: true,
  isLate: true,
  hadResponded: true,
  limited: true,
  reconnected: true,
} satisfies Record<
  Exclude<keyof Exchange, 'step' | 'operation' | 'request' | 'response' | 'validation'>,
  true
>) as (keyof Exchange)[];

/** Returns all that a report has of an exchange. A request that is sent once in a run is identified by its target. */
function reportedOf(exchange: Exchange): unknown {
  const { step, operation, request, response, validation } = exchange;
  const fields = response && fieldsOf(response);
  return [
    step.role,
    step.expect.outcome,
    step.fallbacks && request.target,
    operation?.id,
    response?.status,
    fields?.['content-type'],
    fields?.['location'],
    validation?.mediaType?.range,
    validation?.violations.map(({ where }) => where),
    ...AS_THEY_ARE.map((name) => exchange[name]),
  ];
}

function withoutMessages({ request: { target }, response, validation, ...facts }: Exchange): Exchange {
  return {
    ...facts,
    request: { ...NO_REQUEST, target: facts.step.fallbacks === undefined ? '' : target },
    response: response && { status: response.status, headers: fieldsOf(response), body: NO_BODY },
    validation: validation && { ...validation, body: undefined, rankedViolations: () => NONE },
  };
}

const NO_REQUEST: RawRequest = { method: '', target: '', headers: {}, body: NO_BODY };

/** Returns the content type of a response, and the location of a redirection. */
function fieldsOf({ status, headers }: NonNullable<Exchange['response']>): Record<string, string> {
  const type = headerValue(headers, 'content-type');
  const location = status >= 300 && status < 400 ? headerValue(headers, 'location') : undefined;
  return {
    ...(type !== undefined && { 'content-type': type }),
    ...(location !== undefined && { location }),
  };
}
