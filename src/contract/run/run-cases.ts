import type { Description } from '../../description/model/description.ts';
import { createValidator } from '../../validation/validator.ts';
import type { CaseStream } from '../case/case-stream.ts';
import { isReadOnly, type Case } from '../case/case.ts';
import type { Identities } from '../case/identities.ts';
import type { Target } from '../target/target.ts';
import type { CreatedItems } from './created-items.ts';
import type { CaseResult } from './run-case.ts';
import type { CaseContext } from './send-step.ts';
import { attemptCase, lossText, MAX_DROPPED, type CaseOutcome, type TargetHealth } from './target-health.ts';
import { Waiting } from './waiting-cases.ts';

/** The cases of a run, and everything that they are run with. */
export interface RunSetup {
  readonly description: Description;
  readonly cases: CaseStream;
  readonly target: Target;
  readonly identities: Identities;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Is told what the cases have created and not removed yet. */
  readonly created: CreatedItems;
  /** Is told the outcome of each case. */
  readonly health: TargetHealth;
}

/** The limits of a run. */
export interface RunLimits {
  /** Cases at a time; default 4. */
  readonly concurrency?: number;
  /** How long the run may take, in milliseconds; running cases are then finished. Default: as long as it takes. */
  readonly budget?: number;
  /** Ends the run early: running cases only remove what they have created. */
  readonly signal?: AbortSignal;
}

/** An event of a run. Results come in the order in which cases are finished. */
export type RunEvent =
  /** How many cases are planned so far: planning goes on while the first cases are sent. */
  | { readonly kind: 'planned'; readonly cases: number }
  | { readonly kind: 'finished'; readonly result: CaseResult }
  /** The budget ended before all cases were run. */
  | { readonly kind: 'stopped'; readonly notRun: number }
  /** The run broke off before all cases were run. */
  | { readonly kind: 'broken'; readonly reason: BreakReason; readonly detail: string };

/** `unreachable`: the target never responded. `died`: it stopped responding. */
export type BreakReason = 'unreachable' | 'died' | 'interrupted';

const DEFAULT_CONCURRENCY = 4;

/** Runs cases against a target, and yields what happens. What a finding means is decided by its consumer. */
export async function* runCases(
  setup: RunSetup,
  { concurrency = DEFAULT_CONCURRENCY, budget = Infinity, signal }: RunLimits = {},
): AsyncGenerator<RunEvent, void, void> {
  const { cases, health } = setup;
  const end = performance.now() + budget;
  const mayGoOn = () => signal?.aborted !== true && performance.now() < end;
  const context = createContext(setup, signal);
  const waiting = new Waiting(cases);
  const running = new Map<Case, Promise<CaseOutcome>>();
  let told = -1;
  for (;;) {
    // the first cases are probes: no others are sent before the target has responded to one of them
    const limit = health.hasResponded ? concurrency : Math.min(concurrency, MAX_DROPPED);
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
    const loss = health.record(finished);
    if (loss) return yield { kind: 'broken', reason: loss.reason, detail: lossText(loss) };
  }
  const notRun = waiting.count();
  if (notRun > 0) yield endBefore(notRun, signal);
}

/** Creates the context that the cases of a run share. */
export function createContext(
  { description, target, identities, headers, created }: Omit<RunSetup, 'cases' | 'health'>,
  signal?: AbortSignal,
): CaseContext {
  const validator = createValidator(description);
  return { description, validator, target, identities, headers, once: new Map(), created, signal };
}

function endBefore(notRun: number, signal: AbortSignal | undefined): RunEvent {
  return signal?.aborted === true
    ? { kind: 'broken', reason: 'interrupted', detail: `${notRun} cases were not run` }
    : { kind: 'stopped', notRun };
}

/** True for a case that may run beside those that are running. */
function goesWith(next: Case | undefined, running: ReadonlyMap<Case, unknown>): boolean {
  if (next === undefined) return false;
  if (!isReadOnly(next) && next.exclusive === true) return running.size === 0;
  if ([...running.keys()].some((one) => one.exclusive === true && !isReadOnly(one))) return false;
  return isReadOnly(next) || [...running.keys()].every((one) => !isReadOnly(one));
}

function start(waiting: Waiting, running: Map<Case, Promise<CaseOutcome>>, context: CaseContext): void {
  const one = waiting.shift();
  if (one !== undefined) running.set(one, attemptCase(one, context));
}
