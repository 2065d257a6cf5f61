import { boundAndShown, type BoundValues } from '../../case/bindings.ts';
import type { Case, Step } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { namesIn } from '../../case/fill-request.ts';
import type { Finding } from '../../case/finding.ts';
import { settingsOf } from '../../case/operation-settings.ts';
import {
  answered,
  answersInTime,
  bodyDescribed,
  conforms,
  serverError,
  statusDocumented,
} from '../../check/answer.ts';
import { callbackArrives, callbackFits } from '../../check/callbacks.ts';
import type { Check, Subject } from '../../check/check.ts';
import { checkLaws } from '../../check/laws/check-laws.ts';
import { allowNamed, outcome } from '../../check/outcome.ts';
import type { CaseContext } from '../state/case-context.ts';
import { INTERRUPTED, type CaseResult, type Verdict } from '../state/case-result.ts';
import { bindValues } from '../values/bind-values.ts';
import { blockedBy, conflictOfGiven, isHopeless } from './blocked.ts';
import { offerOf, withCallbacks } from './callbacks.ts';
import { cleanUp } from './clean-up.ts';
import { existingItem } from '../setup/existing-item.ts';
import { fallbacksOf } from '../values/fallbacks.ts';
import { fillStep } from '../values/fill-step.ts';
import { lawAsSent } from '../values/law-as-sent.ts';
import { lawAsLocated } from '../values/located-member.ts';
import { OwnValues } from '../values/own-values.ts';
import { unfitValue } from '../values/unfit-value.ts';
import { isCreate, senderOf } from './sender.ts';
import { sendStep } from './send-step.ts';
import { unremovable } from './unremovable.ts';

const CHECKS_OF_EXCHANGE: readonly Check[] = [
  answered,
  answersInTime,
  serverError,
  statusDocumented,
  conforms,
  bodyDescribed,
  outcome,
  allowNamed,
  callbackArrives,
  callbackFits,
];

/** Applies the checks of a single exchange. */
export function checkExchange(subject: Subject): readonly Finding[] {
  return CHECKS_OF_EXCHANGE.flatMap((check) => check(subject));
}

/** Sends a case's requests one after the other and checks the answers. @throws UnreachableError */
export async function runCase(one: Case, context: CaseContext): Promise<CaseResult> {
  const exchanges: Exchange[] = [];
  /** Those of requests that were sent again with other values, or on another rung, included. */
  const sent: Exchange[] = [];
  const bound: Record<string, string> = {};
  const fallbacks: Record<string, string> = {};
  /** The names of items that are there already, and are only looked at. */
  const existing = new Set<string>();
  const own = new OwnValues(one, context);
  const send = async (planned: Step, index: number) => {
    const filled = fillStep(one, planned, { bound, fallbacks, own }, context);
    const offer = offerOf(one, filled, context);
    const { step } = offer ?? { step: filled };
    context.created.sending(one, step);
    const responded = await sendStep(step, index, context);
    const exchange = offer === undefined ? responded : await withCallbacks(offer, responded, context);
    sent.push(exchange);
    Object.assign(bound, bindValues(exchange, context.description));
    context.created.answered(one, step, bound);
    return exchange;
  };
  let blocked = isHopeless(one, context);
  const unfit: string[] = [];
  for (const [index, planned] of one.steps.entries()) {
    if (planned.role === 'cleanup' || blocked !== undefined) continue;
    unfit.push(...unfitValue(planned, bound, context.description));
    if (lacksValue(one, planned, { ...fallbacks, ...bound }, unfit)) continue;
    if (exchanges.length > 0 && context.signal?.aborted === true) {
      blocked = INTERRUPTED;
      continue;
    }
    const isLadder = isCreate(one, planned);
    const sending = { send: (step: Step) => send(step, index), own };
    const exchange = await senderOf(one, planned, context)(planned, sending, context);
    exchanges.push(exchange);
    Object.assign(fallbacks, fallbacksOf(exchange.step));
    blocked = conflictOfGiven(exchange, context) ?? blockedBy(one, exchange, bound);
    if (blocked === undefined || !isLadder) continue;
    const found = await existingItem(one, planned, (step) => send(step, index), context);
    if (found === undefined || !Object.hasOwn(bound, found.name)) continue; // the list is empty
    exchanges.splice(-1, 1, { ...exchange, listed: found.look });
    existing.add(found.name);
    blocked = undefined;
  }
  const leftovers = await cleanUp(one, { bound, own, existing }, context, exchanges);
  const leftForGood = unremovable(one, sent, { existing, context });
  context.created.finished(one);
  const laws = one.laws.map((law) => lawAsLocated(lawAsSent(own.law(law), exchanges), exchanges));
  const findings = findingsOf({ ...one, laws }, exchanges, bound, context);
  const verdict = verdictOf(findings, blocked, unfit[0]);
  const { replaced } = own;
  const values = boundAndShown(one.steps, bound);
  const result = { case: one, verdict, findings, exchanges, ...values, leftovers };
  return {
    ...result,
    ...(leftForGood.length > 0 && { leftForGood }),
    ...(replaced.size > 0 && { replaced }),
  };
}

function findingsOf(
  one: Case,
  exchanges: readonly Exchange[],
  bound: BoundValues,
  context: CaseContext,
): readonly Finding[] {
  const { description, perOperation } = context;
  const subjects = exchanges.filter(
    (exchange) =>
      exchange.step.role === 'subject' &&
      exchange.response?.status !== 429 &&
      conflictOfGiven(exchange, context) === undefined,
  );
  const found = subjects.flatMap((exchange) => checkExchange({ description, case: one, exchange }));
  return [...found, ...checkLaws({ description, case: one, exchanges, bound })].filter(
    ({ check, operationId }) => {
      const { excludeChecks = [] } = settingsOf(perOperation, description.operationById(operationId));
      return !excludeChecks.includes(check);
    },
  );
}

/** True for a step that refers to a value which an earlier response could have had, and had not, or had as an unfit one. */
function lacksValue(one: Case, { request }: Step, values: BoundValues, unfit: readonly string[]): boolean {
  if (unfit.length > 0) return true;
  const missing = namesIn(request).filter((name) => !Object.hasOwn(values, name));
  return missing.some((name) => one.steps.some(({ bind }) => Object.hasOwn(bind, name)));
}

function verdictOf(
  findings: readonly Finding[],
  blocked: string | undefined,
  unfit: string | undefined,
): Verdict {
  if (findings.length > 0) return { kind: 'failed' };
  if (blocked !== undefined) return { kind: 'blocked', reason: blocked };
  return unfit === undefined ? { kind: 'passed' } : { kind: 'skipped', reason: unfit };
}
