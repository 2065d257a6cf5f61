import { isSafe } from '../../../http/method.ts';
import type { Case } from '../../case/case.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { CaseResult } from '../state/case-result.ts';

/** What a case has done to the target beside what it is about. */
export interface SideEffect {
  readonly caseId: string;
  readonly operationId: string;
  /** The request that did it: `POST /maintenance`. */
  readonly request: string;
  /** The request that worked before it, and does not any more. */
  readonly canary: string;
  readonly before: number;
  /** Undefined where no response came. */
  readonly after: number | undefined;
}

/** A request that worked, and is sent again to see whether it still does. */
interface Canary {
  readonly name: string;
  readonly operationId: string;
  readonly one: Case;
  readonly status: number;
}

type Run = (one: Case) => Promise<CaseResult>;

const MAX_READS = 2;

/**
 * Tells whether risky cases leave the target as it was: up to two reads of different operations that worked, and a create
 * that worked, with the removal of its item, are sent again.
 */
export class Canaries {
  #reads: readonly Canary[] = [];
  #create: Canary | undefined;
  #areConfirmed = false;
  /** What does not work any more, and what has done it. */
  #effect: SideEffect | undefined;
  #broken: Canary | undefined;
  readonly #effects: SideEffect[] = [];
  readonly #settled = new Set<string>();
  readonly #wait: (milliseconds: number) => Promise<void>;

  /** `wait`: resolves after that time. */
  constructor(wait: (milliseconds: number) => Promise<void>) {
    this.#wait = wait;
  }

  get effects(): readonly SideEffect[] {
    return this.#effects;
  }

  /** The side effect that is still felt; undefined where there is none, or it has been undone. */
  get effect(): SideEffect | undefined {
    return this.#effect;
  }

  /** Waits after the first success of an operation: what one of its requests does, the others do as well. */
  async #settle(operationId: string): Promise<void> {
    if (this.#settled.has(operationId)) return;
    this.#settled.add(operationId);
    await this.#wait(SETTLING_TIME);
  }

  /** Takes the results of cases that are not risky, from which the canaries are chosen. */
  record({ case: one, exchanges }: CaseResult): void {
    const subject = exchanges.find(({ step }) => step.role === 'subject');
    const status = subject?.response?.status ?? 0;
    if (subject === undefined || status < 200 || status >= 300 || one.steps.length > MAX_STEPS) return;
    const canary = { name: nameOf(subject), operationId: one.operationId, one, status };
    const isRead = one.steps.every(({ request }) => isSafe(request.method));
    const isNew = this.#reads.every(({ operationId }) => operationId !== one.operationId);
    if (isRead && one.steps.length === 1 && isNew && this.#reads.length < MAX_READS)
      this.#reads = [...this.#reads, canary];
    if (one.steps.at(-1)?.role === 'cleanup' && subject.step.request.method === 'POST')
      this.#create ??= canary;
  }

  /**
   * Asks the canaries before the first risky case, and forgets those that do not work any more: no risky case is to blame
   * for them.
   */
  async confirm(run: Run): Promise<void> {
    if (this.#areConfirmed) return;
    this.#areConfirmed = true;
    for (const canary of this.#all()) {
      if (stillWorks(await statusOf(canary, run))) continue;
      this.#reads = this.#reads.filter((read) => read !== canary);
      if (this.#create === canary) this.#create = undefined;
    }
  }

  #all(): readonly Canary[] {
    return [...this.#reads, ...(this.#create === undefined ? [] : [this.#create])];
  }

  /** Asks the canaries after a risky case, and returns what it has done; only one that may have done something is suspected. */
  async check(suspect: CaseResult, run: Run): Promise<SideEffect | undefined> {
    if (this.#broken !== undefined) {
      if (await isWell(this.#broken, run)) {
        this.#broken = undefined;
        this.#effect = undefined;
      }
      return undefined;
    }
    if (!mayHaveDone(suspect)) return undefined;
    await this.#settle(suspect.case.operationId);
    for (const canary of this.#all()) {
      const after = await statusOf(canary, run);
      if (stillWorks(after)) continue;
      this.#broken = canary;
      this.#effect = effectOf(suspect, canary, after);
      this.#effects.push(this.#effect);
      return this.#effect;
    }
    return undefined;
  }
}

/** What a request sets going may take so long to show, in milliseconds: a server that ends still takes connections. */
const SETTLING_TIME = 100;

/** A canary is one request, or one with the removal of what it creates. */
const MAX_STEPS = 2;

function nameOf({ request: { method, target } }: Exchange): string {
  return `${method} ${target}`;
}

/** What was refused has hardly done anything. */
function mayHaveDone({ exchanges }: CaseResult): boolean {
  return exchanges.some(
    ({ step, response }) =>
      step.role === 'subject' &&
      !isSafe(step.request.method) &&
      (response === undefined || response.status < 400 || response.status >= 500),
  );
}

async function statusOf({ one }: Canary, run: Run): Promise<number | undefined> {
  const { exchanges } = await run(one);
  return exchanges.find(({ step }) => step.role === 'subject')?.response?.status;
}

async function isWell(canary: Canary, run: Run): Promise<boolean> {
  return stillWorks(await statusOf(canary, run));
}

/** A conflict (409) is with what the canary itself has made before, where the target keeps what is deleted. */
function stillWorks(status: number | undefined): boolean {
  return status !== undefined && (status < 400 || status === 409);
}

function effectOf(
  { case: { id, operationId }, exchanges }: CaseResult,
  canary: Canary,
  after: number | undefined,
): SideEffect {
  const done = exchanges.findLast(({ step }) => !isSafe(step.request.method));
  return {
    caseId: id,
    operationId,
    request: done === undefined ? '' : nameOf(done),
    canary: canary.name,
    before: canary.status,
    after,
  };
}

/** Returns a side effect as a sentence. */
export function effectText({ caseId, request, canary, before, after }: SideEffect): string {
  const now = after === undefined ? 'gets no response' : `is answered ${after}`;
  return `since ${request} (${caseId}), ${canary} ${now}, and ${before} before`;
}
