import type { RawRequest } from '../../../http/message.ts';
import { isSafe } from '../../../http/method.ts';
import { isReadOnly, type Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import { uniqueStep } from '../../plan/requests/unique-step.ts';
import { tokenOf } from '../../plan/requests/unique-values.ts';
import type { Target } from '../../target/target.ts';
import { learnRefused } from '../setup/learn-refused.ts';
import { learnNeeds, type RunAs } from '../setup/learn-request.ts';
import { isFullest, isOpener } from '../../case/opener.ts';
import type { CaseResult } from '../state/case-result.ts';
import { runCase } from '../steps/run-case.ts';
import { runRisky } from './run-risky.ts';
import { runShrunk, withSubject } from './run-shrunk.ts';
import type { CaseContext } from '../state/case-context.ts';
import { CredentialError } from '../state/log-in.ts';
import { UnreachableError } from '../steps/send-step.ts';

/** After so many operations in a row without any response, it is tried whether the target still responds at all. */
const MAX_SILENT = 5;

/** A target that has never responded is not asked more often than with so many cases. */
const MAX_SILENT_CASES = 20;

/** What a gateway responds in the place of a server that it does not reach (RFC 9110, sections 15.6.3 and 15.6.5). */
const GATEWAY = new Set([502, 504]);

/** The outcome of a case: its result, or that the target refused the connection. */
export type CaseOutcome =
  { readonly kind: 'done'; readonly case: Case; readonly result: CaseResult } | Refused;

interface Refused {
  readonly kind: 'refused';
  readonly case: Case;
  /** Why the connection failed. */
  readonly detail: string;
  /** The request that could not be sent: `GET /things`. */
  readonly request: string;
}

/**
 * Runs a case, and returns as an outcome that its target cannot be reached. Where the smallest valid request of an
 * operation is refused, it is learned what more that needs; where the fullest one is, what is better left out.
 */
export async function attemptCase(one: Case, context: CaseContext): Promise<CaseOutcome> {
  try {
    const isRisky = !isReadOnly(one) && context.isRisky?.(one) === true;
    const result = await (isRisky ? runRisky(one, context, runShrunk) : runShrunk(one, context));
    const runAs = runnerAs(one, context);
    if (isOpener(one)) await learnNeeds(result, runAs, context);
    if (isFullest(one)) await learnRefused(result, runAs, context);
    return { kind: 'done', case: one, result };
  } catch (error) {
    if (error instanceof CredentialError)
      return { kind: 'done', case: one, result: blockedResult(one, error) };
    if (!(error instanceof UnreachableError)) throw error;
    return { kind: 'refused', case: one, detail: error.message, request: error.request };
  }
}

function blockedResult(one: Case, { message: reason }: CredentialError): CaseResult {
  const verdict = { kind: 'blocked', reason } as const;
  return { case: one, verdict, findings: [], exchanges: [], bound: {}, leftovers: [] };
}

/** Returns a function that runs a case with other requests: what they make has a name of its own each time. */
function runnerAs(one: Case, context: CaseContext): RunAs {
  let runs = 0;
  return (request) => {
    const subject = one.steps.find(({ role }) => role === 'subject');
    if (subject === undefined) return runCase(one, context);
    runs += 1;
    const token = tokenOf(one.id, `as ${runs}`);
    const own = uniqueStep(context.planning(), { ...subject, request }, { token });
    return runCase(withSubject(one, own.request), context);
  };
}

/** Why nothing more is sent: no connection was accepted, or no response came to several operations in a row. */
export interface TargetLoss {
  readonly kind: 'refused' | 'silent';
  /** `died`: the target had responded before. */
  readonly reason: 'unreachable' | 'died';
  /** Why the last request failed. */
  readonly detail: string;
  readonly caseId: string;
  /** Of a refused connection only. */
  readonly request: string | undefined;
  /** The last request that may have brought the target down, whether it was answered or not, and its case. */
  readonly culprit: string | undefined;
}

/** Tells by the outcomes of the cases of a run whether its target still responds. */
export class TargetHealth {
  #hasResponded = false;
  /** The operations without a response since the last one that had one. */
  readonly #silent = new Map<string, CaseResult>();
  #silentCases = 0;
  /** The last request that was answered with a success; one that reads, where there is one. */
  #worked: RawRequest | undefined;
  #culprit: string | undefined;
  #loss: TargetLoss | undefined;

  get hasResponded(): boolean {
    return this.#hasResponded;
  }

  /** True for an operation that had no response since the last one that any had. */
  isSilent(operationId: string): boolean {
    return this.#silent.has(operationId);
  }

  /** Undefined as long as the target responds. */
  get loss(): TargetLoss | undefined {
    return this.#loss;
  }

  /**
   * Takes the outcomes in the order in which the cases ended, and returns the loss if there is one: no connection is
   * taken, five operations in a row had no response, and a request that worked before fails again, or nothing has had a
   * response from the start. A promise only where that request is sent.
   */
  record(
    outcome: CaseOutcome,
    target: Pick<Target, 'send'>,
  ): TargetLoss | undefined | Promise<TargetLoss | undefined> {
    if (outcome.kind === 'refused') return this.#lose('refused', outcome);
    const { result } = outcome;
    const { exchanges } = result;
    if (exchanges.length === 0) return this.#loss;
    const isSilent = exchanges.every(
      ({ response }) => response === undefined || GATEWAY.has(response.status),
    );
    this.#note(exchanges, result.case.id, isSilent);
    if (!isSilent) {
      this.#silent.clear();
      return this.#loss;
    }
    this.#silent.set(result.case.operationId, result);
    this.#silentCases += 1;
    const isMute = !this.#hasResponded && this.#silentCases >= MAX_SILENT_CASES;
    const isLikelyLost = this.#silent.size >= MAX_SILENT || isMute;
    return isLikelyLost ? this.#confirm(result, target) : this.#loss;
  }

  async #confirm(result: CaseResult, target: Pick<Target, 'send'>): Promise<TargetLoss | undefined> {
    if (await this.#stillWorks(target)) {
      this.#silent.clear();
      return undefined;
    }
    return this.#lose('silent', { case: result.case, detail: dropReason(result), request: undefined });
  }

  /** Returns the loss of a target that has not responded to anything in a whole run. */
  silence(): TargetLoss | undefined {
    const last = [...this.#silent.values()].at(-1);
    if (this.#hasResponded || last === undefined || last.exchanges.some(({ response }) => response))
      return undefined;
    return this.#lose('silent', { case: last.case, detail: dropReason(last), request: undefined });
  }

  #note(exchanges: readonly Exchange[], caseId: string, isSilent: boolean): void {
    this.#hasResponded ||= exchanges.some(({ response }) => response !== undefined);
    for (const { request, response } of exchanges) {
      const isSuccess = response !== undefined && response.status < 400;
      const isBetter = this.#worked === undefined || isSafe(request.method);
      if (isSuccess && isBetter) this.#worked = request;
    }
    // what only reads hardly brings a server down, but for the first request that has no response
    const changing = exchanges.findLast(({ request }) => !isSafe(request.method));
    const isFirst = isSilent && this.#silent.size === 0;
    const suspect = changing ?? (isFirst || this.#culprit === undefined ? exchanges.at(-1) : undefined);
    if (suspect !== undefined && (!isSilent || isFirst)) {
      this.#culprit = `${suspect.request.method} ${suspect.request.target} (${caseId})`;
    }
  }

  async #stillWorks(target: Pick<Target, 'send'>): Promise<boolean> {
    if (this.#worked === undefined) return false;
    const sent = await target.send(this.#worked);
    return sent.kind === 'answered' && !GATEWAY.has(sent.response.status);
  }

  #lose(
    kind: TargetLoss['kind'],
    {
      case: { id },
      detail,
      request,
    }: Pick<Refused, 'case' | 'detail'> & { readonly request: string | undefined },
  ): TargetLoss {
    const reason = this.#hasResponded ? 'died' : 'unreachable';
    this.#loss = { kind, reason, detail, caseId: id, request, culprit: this.#culprit };
    return this.#loss;
  }
}

/** Returns the sentence that a report has of a loss. */
export function lossText({ reason, detail, caseId, request, culprit }: TargetLoss): string {
  const place = request === undefined ? caseId : `${caseId}: ${request}`;
  const last =
    reason === 'died' && culprit !== undefined
      ? `; the last request that may have brought it down: ${culprit}`
      : '';
  return `${detail} (at ${place})${last}`;
}

function dropReason({ exchanges }: CaseResult): string {
  return exchanges.find(({ dropped }) => dropped !== undefined)?.dropped ?? 'no response';
}
