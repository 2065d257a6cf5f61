import { createJudge } from '../conformance/judge.ts';
import type { Description } from '../spec/description.ts';
import { isReadOnly, type Case } from './case.ts';
import { UnreachableError, type CaseContext, type CaseResult } from './run-case.ts';
import { runShrunk } from './run-shrunk.ts';
import type { Identities } from './send-plan.ts';
import type { Target } from './target.ts';

export interface RunOptions {
  readonly description: Description;
  readonly cases: readonly Case[];
  readonly target: Target;
  readonly identities?: Identities;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Cases at a time; default 4. */
  readonly concurrency?: number;
  /** Ends the run early; what is under way is finished. */
  readonly signal?: AbortSignal;
}

/** What a run tells on its way. Results come in the order in which they are finished. */
export type RunEvent =
  | { readonly kind: 'planned'; readonly cases: number }
  | { readonly kind: 'finished'; readonly result: CaseResult }
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
  const judge = createJudge(description);
  const context: CaseContext = { description, judge, target, identities, headers, once: new Map() };
  yield { kind: 'planned', cases: cases.length };
  // what only reads comes first: what others create for a while would show in what it sees
  const waiting = ORDER.flatMap((isNow) => cases.filter(isNow));
  const running = new Map<Case, Promise<Finished>>();
  const health = new Health();
  for (;;) {
    // the first cases are probes: nothing else is sent before something has answered
    const limit = health.hasAnswered ? concurrency : Math.min(concurrency, MOST_DROPPED);
    while (options.signal?.aborted !== true && running.size < limit && goesWith(waiting[0], running)) {
      start(waiting, running, context);
    }
    if (running.size === 0) break;
    const finished = await Promise.race(running.values());
    running.delete(finished.case);
    if (finished.kind === 'done') yield { kind: 'finished', result: finished.result };
    const breakdown = health.after(finished);
    if (breakdown) return yield breakdown;
  }
  if (waiting.length > 0) {
    yield { kind: 'broken', reason: 'interrupted', detail: `${waiting.length} cases were not run` };
  }
}

/** What only reads, what must not be disturbed, what looks at lists, and the rest, of which some may be left there. */
const ORDER: readonly ((one: Case) => boolean)[] = [
  isReadOnly,
  (one) => !isReadOnly(one) && one.alone === true,
  (one) => !isReadOnly(one) && one.alone !== true && one.phase === 'sequences',
  (one) => !isReadOnly(one) && one.alone !== true && one.phase !== 'sequences',
];

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

  /** The event that ends the run, where there is nobody to send to any more. */
  after(finished: Finished): RunEvent | undefined {
    if (finished.kind === 'unreachable') return this.#broken(finished.detail, finished.case);
    const isDropped = finished.result.exchanges.every(({ response }) => response === undefined);
    this.hasAnswered ||= !isDropped;
    this.#droppedInARow = isDropped ? this.#droppedInARow + 1 : 0;
    if (this.#droppedInARow < MOST_DROPPED) return undefined;
    return this.#broken(dropReason(finished.result), finished.case);
  }

  #broken(detail: string, { id }: Case): RunEvent {
    const reason = this.hasAnswered ? 'died' : 'unreachable';
    return { kind: 'broken', reason, detail: `${detail} (at ${id})` };
  }
}

type Finished =
  | { readonly kind: 'done'; readonly case: Case; readonly result: CaseResult }
  | { readonly kind: 'unreachable'; readonly case: Case; readonly detail: string };

function start(waiting: Case[], running: Map<Case, Promise<Finished>>, context: CaseContext): void {
  const one = waiting.shift();
  if (one === undefined) return;
  const outcome = runShrunk(one, context).then(
    (result): Finished => ({ kind: 'done', case: one, result }),
    (error: unknown): Finished => {
      if (error instanceof UnreachableError) return { kind: 'unreachable', case: one, detail: error.message };
      throw error;
    },
  );
  running.set(one, outcome);
}

function dropReason({ exchanges }: CaseResult): string {
  return exchanges.find(({ dropped }) => dropped !== undefined)?.dropped ?? 'no answer';
}
