import { identifierNames, type BoundValues } from '../case/bindings.ts';
import type { Case, Step } from '../case/case.ts';
import type { Exchange } from '../case/exchange.ts';
import { namesIn } from '../case/fill-request.ts';
import type { Finding } from '../case/finding.ts';
import { answered, conforms, serverError, statusDocumented } from '../check/answer.ts';
import type { Check } from '../check/check.ts';
import { checkLaws } from '../check/laws/check-laws.ts';
import { allowNamed, outcome } from '../check/outcome.ts';
import { bindValues } from './bind-values.ts';
import { cleanUp } from './clean-up.ts';
import { fallbacksOf } from './fallbacks.ts';
import { fillStep } from './fill-step.ts';
import { sendStep, type CaseContext } from './send-step.ts';

/** `blocked`: what the case needs could not be set up, so that nothing was learned. Never counted as passed. */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'blocked'; readonly reason: string };

export interface CaseResult {
  readonly case: Case;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly exchanges: readonly Exchange[];
  /** Values that the steps bound, such as the identifiers that the target made. */
  readonly bound: Readonly<Record<string, string>>;
  /** What was made and could not be removed again. */
  readonly leftovers: readonly string[];
  /** How often it was run again in search of the smallest request, which this result is of; default 0. */
  readonly runsToShrink?: number;
}

const CHECKS_OF_EXCHANGE: readonly Check[] = [
  answered,
  serverError,
  statusDocumented,
  conforms,
  outcome,
  allowNamed,
];

/** Why a case is blocked that had no time to end. */
export const INTERRUPTED = 'the run was interrupted';

/** Sends a case's requests one after the other and checks the answers. @throws UnreachableError */
export async function runCase(one: Case, context: CaseContext): Promise<CaseResult> {
  const exchanges: Exchange[] = [];
  const bound: Record<string, string> = {};
  const fallbacks: Record<string, string> = {};
  let blocked: string | undefined;
  for (const [index, planned] of one.steps.entries()) {
    if (planned.role === 'cleanup' || blocked !== undefined) continue;
    if (lacksValue(one, planned, { ...fallbacks, ...bound })) continue;
    if (exchanges.length > 0 && context.signal?.aborted === true) {
      blocked = INTERRUPTED;
      continue;
    }
    const step = fillStep(one, planned, { bound, fallbacks }, context);
    context.created.sending(one, step);
    const exchange = await sendStep(step, index, context);
    exchanges.push(exchange);
    Object.assign(bound, bindValues(exchange, context.description));
    context.created.answered(one, step, bound);
    Object.assign(fallbacks, fallbacksOf(step));
    blocked = blockedBy(one, step, exchange, bound);
  }
  const leftovers = await cleanUp(one, bound, context, exchanges);
  context.created.finished(one);
  const { description } = context;
  const subjects = exchanges.filter(
    (exchange) => exchange.step.role === 'subject' && !isRateLimited(exchange),
  );
  const found = subjects.flatMap((exchange) =>
    CHECKS_OF_EXCHANGE.flatMap((check) => check({ description, case: one, exchange })),
  );
  const findings = [...found, ...checkLaws({ description, case: one, exchanges, bound })];
  const verdict = verdictOf(findings, blocked);
  return { case: one, verdict, findings, exchanges, bound, leftovers };
}

/** True for a step that refers to a value which an earlier response could have had, and had not. */
function lacksValue(one: Case, { request }: Step, values: BoundValues): boolean {
  const bindable = new Set(one.steps.flatMap(({ bind }) => Object.keys(bind)));
  return namesIn(request).some((name) => bindable.has(name) && !Object.hasOwn(values, name));
}

function verdictOf(findings: readonly Finding[], blocked: string | undefined): Verdict {
  if (findings.length > 0) return { kind: 'failed' };
  return blocked === undefined ? { kind: 'passed' } : { kind: 'blocked', reason: blocked };
}

/** Whether the target had enough of being asked (RFC 6585, section 4), which says nothing of the request. */
function isRateLimited({ response }: Exchange): boolean {
  return response?.status === 429;
}

const RATE_LIMITED = 'rate limited (429), also after waiting: --rate N asks less often';

/** Why the case cannot go on: what it needs was refused, or names nothing that the next steps could use. */
function blockedBy(
  one: Case,
  step: Step,
  { response, dropped }: Exchange,
  bound: Readonly<Record<string, string>>,
): string | undefined {
  if (response?.status === 429) return RATE_LIMITED;
  if (step.fallbacks !== undefined) return undefined;
  const isNeeded = step.role === 'setup' || (one.steps.length > 1 && one.phase === 'sequences');
  if (!isNeeded) return undefined;
  if (response === undefined) return `${step.name}: ${dropped}`;
  if (step.expect.outcome === 'accepted' && response.status >= 400) {
    return `${step.name} was answered ${response.status}`;
  }
  if (step.expect.outcome === 'any' && response.status >= 400) return undefined; // rightly so
  const missing = identifierNames(step.bind).find((name) => !Object.hasOwn(bound, name));
  return missing === undefined ? undefined : `${step.name} was answered without a ${missing}`;
}
