import type { Case } from '../case/case.ts';
import type { CaseResult } from './run-case.ts';
import { runShrunk } from './run-shrunk.ts';
import { UnreachableError, type CaseContext } from './send-step.ts';

/** After so many cases in a row without any response, the target counts as lost. */
export const MAX_DROPPED = 3;

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

/** Runs a case, and returns as an outcome that its target cannot be reached. */
export async function attemptCase(one: Case, context: CaseContext): Promise<CaseOutcome> {
  try {
    return { kind: 'done', case: one, result: await runShrunk(one, context) };
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    return { kind: 'refused', case: one, detail: error.message, request: error.request };
  }
}

/** Why nothing more is sent: no connection was accepted, or no response came to several cases in a row. */
export interface TargetLoss {
  readonly kind: 'refused' | 'silent';
  /** `died`: the target had responded before. */
  readonly reason: 'unreachable' | 'died';
  /** Why the last request failed. */
  readonly detail: string;
  readonly caseId: string;
  /** Of a refused connection only. */
  readonly request: string | undefined;
  /**
   * The first request without a response since the last one that had one, and its case: it is likely to have brought
   * the target down.
   */
  readonly firstDropped: string | undefined;
}

/** Tells by the outcomes of the cases of a run whether its target still responds. */
export class TargetHealth {
  #hasResponded = false;
  #droppedInARow = 0;
  #firstDropped: string | undefined;
  #loss: TargetLoss | undefined;

  get hasResponded(): boolean {
    return this.#hasResponded;
  }

  /** Undefined as long as the target responds. */
  get loss(): TargetLoss | undefined {
    return this.#loss;
  }

  /** Takes the outcomes in the order in which the cases ended, and returns the loss if there is one. */
  record(outcome: CaseOutcome): TargetLoss | undefined {
    if (outcome.kind === 'refused') return this.#lose('refused', outcome);
    const { result } = outcome;
    const isDropped = result.exchanges.every(({ response }) => response === undefined);
    this.#hasResponded ||= !isDropped;
    this.#droppedInARow = isDropped ? this.#droppedInARow + 1 : 0;
    const dropped = droppedRequest(result);
    this.#firstDropped = dropped === undefined ? undefined : (this.#firstDropped ?? dropped);
    if (this.#droppedInARow < MAX_DROPPED) return this.#loss;
    return this.#lose('silent', { case: result.case, detail: dropReason(result), request: undefined });
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
    this.#loss = { kind, reason, detail, caseId: id, request, firstDropped: this.#firstDropped };
    return this.#loss;
  }
}

/** Returns the sentence that a report has of a loss. */
export function lossText({ reason, detail, caseId, request, firstDropped }: TargetLoss): string {
  const place = request === undefined ? caseId : `${caseId}: ${request}`;
  const first =
    reason === 'died' && firstDropped !== undefined ? `; the first without an answer: ${firstDropped}` : '';
  return `${detail} (at ${place})${first}`;
}

function droppedRequest({ case: { id }, exchanges }: CaseResult): string | undefined {
  const found = exchanges.find(({ response }) => response === undefined);
  return found && `${found.request.method} ${found.request.target} (${id})`;
}

function dropReason({ exchanges }: CaseResult): string {
  return exchanges.find(({ dropped }) => dropped !== undefined)?.dropped ?? 'no answer';
}
