import type { Judge } from '../conformance/judge.ts';
import type { RawRequest } from '../conformance/raw-message.ts';
import type { Description } from '../spec/description.ts';
import { boundBy, namesBoundBy, substitutesOf } from './bind-values.ts';
import type { Case, Step } from './case.ts';
import { allowNamed, outcome } from './checks/outcome.ts';
import { answered, conforms, serverError, statusDocumented } from './checks/answer.ts';
import type { Check } from './checks/check.ts';
import { checkLaws } from './checks/laws.ts';
import type { Exchange } from './exchange.ts';
import type { Finding } from './finding.ts';
import { expectedOfBorrowed } from './borrowed-data.ts';
import { fillTarget, refersTo, toRawRequest, type Identities } from './send-plan.ts';
import type { SendOutcome, Target } from './target.ts';

/** What a case is run with. */
export interface CaseContext {
  readonly description: Description;
  readonly judge: Judge;
  readonly target: Target;
  readonly identities: Identities;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answers to what is sent once in a run, by request: all that borrow from a list get the same item. */
  readonly once: Map<string, Promise<SendOutcome>>;
}

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

/** The target cannot be reached at all. Caught where the run is led. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
  /** The request that found nobody: `GET /things`. */
  readonly request: string;

  constructor(reason: string, { method, target }: RawRequest) {
    super(reason);
    this.request = `${method} ${target}`;
  }
}

/** Sends a case's requests one after the other and checks the answers. @throws UnreachableError */
export async function runCase(one: Case, context: CaseContext): Promise<CaseResult> {
  const exchanges: Exchange[] = [];
  const bound: Record<string, string> = {};
  const madeUp: Record<string, string> = {};
  let blocked: string | undefined;
  for (const [index, planned] of one.steps.entries()) {
    const filled = { ...madeUp, ...bound };
    if (planned.role === 'cleanup' || blocked !== undefined || lacksBound(one, planned, filled)) continue;
    const step = withExpectation(one, planned, bound);
    const exchange = await sendStep(step, index, filled, context);
    exchanges.push(exchange);
    Object.assign(bound, boundBy(exchange, context.description));
    Object.assign(madeUp, substitutesOf(step));
    blocked = blockedBy(one, step, exchange, bound);
  }
  const leftovers = await cleanUp(one, bound, context, exchanges);
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

/** The step as it is to be judged, where it is about an item that was borrowed, or that should have been. */
function withExpectation(one: Case, step: Step, bound: Readonly<Record<string, string>>): Step {
  const names = one.steps.flatMap(({ otherwise = {} }) => Object.keys(otherwise));
  const used = names.filter((name) => refersTo(step.request, name));
  const last = used.at(-1);
  if (step.role !== 'subject' || last === undefined) return step;
  const isFound = used.every((name) => Object.hasOwn(bound, name));
  const isItself = step.request.target.replace(/\?.*$/s, '').endsWith(`/{{${last}}}`);
  return { ...step, expect: expectedOfBorrowed(step.expect, { isFound, isItself }) };
}

/** Whether a step refers to what an answer could have had, and had not: a header field, or an item that was made. */
function lacksBound(one: Case, { request }: Step, bound: Readonly<Record<string, string>>): boolean {
  return one.steps
    .flatMap(namesBoundBy)
    .some((name) => !Object.hasOwn(bound, name) && refersTo(request, name));
}

function verdictOf(findings: readonly Finding[], blocked: string | undefined): Verdict {
  if (findings.length > 0) return { kind: 'failed' };
  return blocked === undefined ? { kind: 'passed' } : { kind: 'blocked', reason: blocked };
}

async function sendStep(
  step: Step,
  index: number,
  bound: Readonly<Record<string, string>>,
  { description, judge, target, identities, headers, once }: CaseContext,
): Promise<Exchange> {
  const operation = description.operations.find(({ id }) => id === step.operationId);
  const schemes = description.securitySchemes;
  const request = toRawRequest(step.request, bound, { schemes, identities, headers });
  const sent = await (step.otherwise === undefined ? target.send(request) : sendOnce(request, target, once));
  const { limited = 0, reconnected = 0 } = sent;
  const facts = { step, index, operation, request, limited, reconnected };
  switch (sent.kind) {
    case 'unreachable':
      throw new UnreachableError(sent.reason, request);
    case 'dropped':
      return { ...facts, response: undefined, dropped: sent.reason, judgement: undefined };
    case 'answered': {
      const { response } = sent;
      const judgement = operation && judge.response(operation)(response, step.request.method);
      return { ...facts, response, dropped: undefined, judgement };
    }
  }
}

function sendOnce(
  request: RawRequest,
  target: Target,
  once: Map<string, Promise<SendOutcome>>,
): Promise<SendOutcome> {
  const { method, headers } = request;
  const key = JSON.stringify([method, request.target, headers]);
  const sent = once.get(key) ?? target.send(request);
  once.set(key, sent);
  return sent;
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
  if (step.otherwise !== undefined) return undefined;
  const isNeeded = step.role === 'setup' || (one.steps.length > 1 && one.phase === 'sequences');
  if (!isNeeded) return undefined;
  if (response === undefined) return `${step.name}: ${dropped}`;
  if (step.expect.outcome === 'accepted' && response.status >= 400) {
    return `${step.name} was answered ${response.status}`;
  }
  if (step.expect.outcome === 'any' && response.status >= 400) return undefined; // rightly so
  const missing = Object.keys(step.bind).find((name) => !Object.hasOwn(bound, name));
  return missing === undefined ? undefined : `${step.name} was answered without a ${missing}`;
}

/** What was made, and did not say under which identifier. */
function madeWithout(name: string, exchanges: readonly Exchange[]): readonly string[] {
  return exchanges
    .filter(({ step, response }) => Object.hasOwn(step.bind, name) && response?.status.toString()[0] === '2')
    .map(({ request }) => `${request.method} ${request.target}, whose answer has no ${name}`);
}

/** Removes what was made and is still there, whatever happened on the way. */
async function cleanUp(
  one: Case,
  bound: Readonly<Record<string, string>>,
  context: CaseContext,
  exchanges: readonly Exchange[],
): Promise<readonly string[]> {
  const removed = exchanges
    .filter(
      ({ step, response }) =>
        step.request.method === 'DELETE' && response !== undefined && response.status < 300,
    )
    .map(({ step }) => fillTarget(step.request.target, bound));
  const leftovers: string[] = [];
  for (const [index, step] of one.steps.entries()) {
    const { target } = step.request;
    const filled = fillTarget(target, bound);
    if (step.role !== 'cleanup' || removed.includes(filled)) continue;
    const [, unbound] = /\{\{([^{}]+)\}\}/.exec(filled) ?? [];
    if (unbound !== undefined) {
      leftovers.push(...madeWithout(unbound, exchanges));
      continue;
    }
    const { response, request } = await sendStep(step, index, bound, context);
    if (response === undefined || response.status >= 300) leftovers.push(request.target);
  }
  return leftovers;
}
