import type { Description } from '../../description/model/description.ts';
import { createValidator } from '../../validation/validator.ts';
import type { CasesToRun } from '../case/case-stream.ts';
import { isReadOnly, type Case } from '../case/case.ts';
import type { Identities } from '../case/identities.ts';
import type { Target } from '../target/target.ts';
import { MadeItems } from './created-items.ts';
import type { CaseResult } from './run-case.ts';
import { runShrunk } from './run-shrunk.ts';
import { UnreachableError, type CaseContext } from './send-step.ts';
import { Waiting } from './waiting-cases.ts';

export interface RunOptions {
  readonly description: Description;
  readonly cases: CasesToRun;
  readonly target: Target;
  readonly identities?: Identities;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Cases at a time; default 4. */
  readonly concurrency?: number;
  /** How long the run may take, in milliseconds; then what is under way is finished. Default: as long as it takes. */
  readonly budget?: number;
  /** Ends the run early: of what is under way, what was made is removed, and nothing else is done. */
  readonly signal?: AbortSignal;
  /** Gets to know what the cases have made and not removed yet. */
  readonly made?: MadeItems;
}

/** What a run tells on its way. Results come in the order in which they are finished. */
export type RunEvent =
  /** How many cases there are so far: the last are made while the first are sent. */
  | { readonly kind: 'planned'; readonly cases: number }
  | { readonly kind: 'finished'; readonly result: CaseResult }
  /** The budget was over before all the cases were run. */
  | { readonly kind: 'stopped'; readonly notRun: number }
  /** The run ended before all its cases were run. */
  | { readonly kind: 'broken'; readonly reason: BreakReason; readonly detail: string };

/** `unreachable`: there was nobody from the start. `died`: the target stopped answering. */
export type BreakReason = 'unreachable' | 'died' | 'interrupted';

const DEFAULT_CONCURRENCY = 4;

/** So many cases in a row without any answer, and the target counts as dead. */
const MOST_DROPPED = 3;

/** Runs cases against a target. It only ever tells: whoever listens decides what a finding means. */
export async function* runCases(options: RunOptions): AsyncGenerator<RunEvent, void, void> {
  const {
    description,
    cases,
    target,
    identities = {},
    headers = {},
    concurrency = DEFAULT_CONCURRENCY,
  } = options;
  const end = performance.now() + (options.budget ?? Infinity);
  const validator = createValidator(description);
  const { signal, made = new MadeItems() } = options;
  const mayGoOn = () => signal?.aborted !== true && performance.now() < end;
  const sending = { target, identities, headers, once: new Map() };
  const context: CaseContext = { description, validator, ...sending, made, signal };
  const waiting = new Waiting(cases);
  const running = new Map<Case, Promise<Finished>>();
  const health = new Health();
  let told = -1;
  for (;;) {
    // the first cases are probes: nothing else is sent before something has answered
    const limit = health.hasAnswered ? concurrency : Math.min(concurrency, MOST_DROPPED);
    while (mayGoOn() && running.size < limit && goesWith(waiting.first(), running)) {
      start(waiting, running, context);
    }
    if (told !== cases.known) {
      told = cases.known;
      yield { kind: 'planned', cases: told };
    }
    if (running.size === 0) break;
    const finished = await Promise.race(running.values());
    running.delete(finished.case);
    if (finished.kind === 'done') yield { kind: 'finished', result: finished.result };
    const breakdown = health.after(finished);
    if (breakdown) return yield breakdown;
  }
  const notRun = waiting.count();
  if (notRun > 0) yield endBefore(notRun, signal);
}

function endBefore(notRun: number, signal: AbortSignal | undefined): RunEvent {
  return signal?.aborted === true
    ? { kind: 'broken', reason: 'interrupted', detail: `${notRun} cases were not run` }
    : { kind: 'stopped', notRun };
}

/** Whether a case may run beside those that are under way. */
function goesWith(next: Case | undefined, running: ReadonlyMap<Case, unknown>): boolean {
  if (next === undefined) return false;
  if (!isReadOnly(next) && next.alone === true) return running.size === 0;
  if ([...running.keys()].some((one) => one.alone === true && !isReadOnly(one))) return false;
  return isReadOnly(next) || [...running.keys()].every((one) => !isReadOnly(one));
}

/** Whether the target is still there. */
class Health {
  hasAnswered = false;
  #droppedInARow = 0;
  /** The first request without an answer since there was one: it is likely to have brought the target down. */
  #firstDropped: string | undefined;

  /** The event that ends the run, where there is nobody to send to any more. */
  after(finished: Finished): RunEvent | undefined {
    if (finished.kind === 'unreachable') return this.#broken(finished);
    const isDropped = finished.result.exchanges.every(({ response }) => response === undefined);
    this.hasAnswered ||= !isDropped;
    this.#droppedInARow = isDropped ? this.#droppedInARow + 1 : 0;
    const dropped = droppedRequest(finished.result);
    this.#firstDropped = dropped === undefined ? undefined : (this.#firstDropped ?? dropped);
    if (this.#droppedInARow < MOST_DROPPED) return undefined;
    return this.#broken({ ...finished, detail: dropReason(finished.result), request: undefined });
  }

  #broken({ detail, request, case: { id } }: Pick<Unreachable, 'detail' | 'request' | 'case'>): RunEvent {
    const reason = this.hasAnswered ? 'died' : 'unreachable';
    const first =
      this.#firstDropped === undefined ? '' : `; the first without an answer: ${this.#firstDropped}`;
    return {
      kind: 'broken',
      reason,
      detail: `${detail} (at ${id}${request === undefined ? '' : `: ${request}`})${reason === 'died' ? first : ''}`,
    };
  }
}

type Finished = { readonly kind: 'done'; readonly case: Case; readonly result: CaseResult } | Unreachable;

interface Unreachable {
  readonly kind: 'unreachable';
  readonly case: Case;
  readonly detail: string;
  readonly request: string | undefined;
}

function start(waiting: Waiting, running: Map<Case, Promise<Finished>>, context: CaseContext): void {
  const one = waiting.shift();
  if (one === undefined) return;
  const outcome = runShrunk(one, context).then(
    (result): Finished => ({ kind: 'done', case: one, result }),
    (error: unknown): Finished => {
      if (!(error instanceof UnreachableError)) throw error;
      return { kind: 'unreachable', case: one, detail: error.message, request: error.request };
    },
  );
  running.set(one, outcome);
}

function droppedRequest({ case: { id }, exchanges }: CaseResult): string | undefined {
  const found = exchanges.find(({ response }) => response === undefined);
  return found && `${found.request.method} ${found.request.target} (${id})`;
}

function dropReason({ exchanges }: CaseResult): string {
  return exchanges.find(({ dropped }) => dropped !== undefined)?.dropped ?? 'no answer';
}
