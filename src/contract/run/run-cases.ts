import { weaklyMemoised } from '../../base/memoise.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { createValidator } from '../../validation/validator.ts';
import type { CaseStream } from '../case/case-stream.ts';
import type { Case } from '../case/case.ts';
import type { Identities } from '../case/identities.ts';
import type { SettingsByOperation } from '../case/operation-settings.ts';
import type { Planning } from '../plan/requests/planning.ts';
import type { TargetData } from '../plan/requests/target-data.ts';
import type { CallbackReceiver } from '../target/callback-receiver.ts';
import type { Target } from '../target/target.ts';
import type { CreatedItems } from './state/created-items.ts';
import type { Credentials } from './state/credentials.ts';
import type { CaseResult } from './state/case-result.ts';
import type { RunMemory } from './state/run-memory.ts';
import { Schedule } from './schedule/schedule.ts';
import { riskyStep } from './setup/risk.ts';
import type { CaseContext } from './state/case-context.ts';
import { lossText, type TargetHealth } from './schedule/target-health.ts';

/** The cases of a run, and everything that they are run with. */
export interface RunSetup {
  readonly description: Description;
  readonly cases: CaseStream;
  readonly target: Target;
  readonly identities: Identities;
  readonly credentials: Credentials;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is different for single operations. */
  readonly perOperation: SettingsByOperation;
  /** What is known to work on the target. */
  readonly data: TargetData;
  /** True for an operation that is not sent in any role. */
  readonly isExcluded: (operation: Operation) => boolean;
  /** What requests are made with, once more than the planned ones are needed. */
  readonly planning: () => Planning;
  /** Gets to know what the cases have made and not removed yet. */
  readonly created: CreatedItems;
  /** Is told the outcome of each case. */
  readonly health: TargetHealth;
  /** Gets to know what is learned of the target. */
  readonly memory: RunMemory;
  /** Receives callbacks. Default: none are waited for. */
  readonly receiver?: CallbackReceiver | undefined;
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

/** Runs cases against a target. It only ever tells: whoever listens decides what a finding means. */
export async function* runCases(
  setup: RunSetup,
  { concurrency = DEFAULT_CONCURRENCY, budget = Infinity, signal }: RunLimits = {},
): AsyncGenerator<RunEvent, void, void> {
  const { cases, health, memory } = setup;
  const end = performance.now() + budget;
  const mayGoOn = () => signal?.aborted !== true && performance.now() < end;
  const schedule = new Schedule(setup, createContext(setup, signal));
  let told = -1;
  for (;;) {
    for (const result of schedule.start(concurrency, mayGoOn)) yield { kind: 'finished', result };
    if (told !== cases.known) {
      told = cases.known;
      yield { kind: 'planned', cases: told };
    }
    if (schedule.isIdle) break;
    const outcome = await schedule.next();
    if (outcome?.kind === 'done') yield { kind: 'finished', result: outcome.result };
    const recorded = outcome && health.record(outcome, setup.target);
    const loss = recorded instanceof Promise ? await recorded : recorded;
    if (loss) return yield { kind: 'broken', reason: loss.reason, detail: lossText(loss) };
  }
  if (schedule.leftEffect !== undefined) memory.sideEffects.push(`left over: ${schedule.leftEffect}`);
  const silence = health.silence();
  if (silence !== undefined)
    return yield { kind: 'broken', reason: 'unreachable', detail: lossText(silence) };
  const notRun = schedule.waiting();
  if (notRun > 0) yield endBefore(notRun, signal);
}

/** Returns the validator of a description: schemas are compiled once, however many runs it has. */
export const validatorOf = weaklyMemoised(createValidator);

/** Creates the context that the cases of a run share. */
export function createContext(setup: Omit<RunSetup, 'cases' | 'health'>, signal?: AbortSignal): CaseContext {
  const validator = validatorOf(setup.description);
  const isRisky = weaklyMemoised((one: Case) => riskyStep(one, setup.planning()) !== undefined);
  return { ...setup, validator, once: new Map(), isRisky, signal };
}

function endBefore(notRun: number, signal: AbortSignal | undefined): RunEvent {
  return signal?.aborted === true
    ? { kind: 'broken', reason: 'interrupted', detail: `${notRun} cases were not run` }
    : { kind: 'stopped', notRun };
}
