import { messageOf } from '../../base/error-message.ts';
import { asSent } from '../report/text/as-sent.ts';
import type { Identities } from '../case/identities.ts';
import type { SettingsByOperation } from '../case/operation-settings.ts';
import type { PreparedRun } from '../prepare-contract.ts';
import { createMasks, type Masks } from '../report/text/mask-secrets.ts';
import { createContext } from '../run/run-cases.ts';
import type { CaseContext } from '../run/state/case-context.ts';
import type { CaseResult } from '../run/state/case-result.ts';
import { CreatedItems } from '../run/state/created-items.ts';
import { Credentials } from '../run/state/credentials.ts';
import { CredentialError } from '../run/state/log-in.ts';
import { RunMemory } from '../run/state/run-memory.ts';
import { runCase } from '../run/steps/run-case.ts';
import { UnreachableError } from '../run/steps/send-step.ts';
import type { Target } from '../target/target.ts';

/** The mock that a target is compared with, and who sends requests to it. */
export interface MockSide {
  readonly target: Target;
  readonly identities: Identities;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is different for single operations. */
  readonly perOperation: SettingsByOperation;
}

/** Sends to a mock what a run has sent to its target, one case after the other. */
export class Follower {
  readonly #run: PreparedRun;
  readonly #context: CaseContext;
  /** Replaces the secrets of the mock's side. */
  readonly masks: Masks;
  readonly memory: RunMemory;
  /** Why the mock is not asked any more; undefined while it responds. */
  lost: string | undefined;

  constructor(run: PreparedRun, { target, identities, headers, perOperation }: MockSide) {
    const { description, data, isExcluded, planning } = run;
    this.#run = run;
    this.memory = new RunMemory({ mark: run.memory.mark });
    const credentials = new Credentials({ description, identities, headers, target });
    const schemes = description.securitySchemes;
    this.masks = createMasks({
      schemes,
      identities,
      headers: [headers, ...Object.values(perOperation).map((one) => one.headers ?? {})],
      obtained: () => credentials.obtained,
    });
    const facts = { description, perOperation, data, isExcluded, planning, identities, credentials, headers };
    const context = createContext({ ...facts, target, created: new CreatedItems(), memory: this.memory });
    this.#context = { ...context, isRepeating: true };
  }

  /**
   * Runs a case on the mock with the requests that its target got: the same rung of a ladder, and the same values but for
   * those that the responses of each side give. Undefined where there is nothing to send.
   */
  async follow({ case: one, exchanges }: CaseResult): Promise<CaseResult | undefined> {
    if (exchanges.length === 0 || this.lost !== undefined) return undefined;
    this.memory.learn(this.#run.memory.learned());
    try {
      return await runCase(asSent(one, exchanges), this.#context);
    } catch (error) {
      if (error instanceof CredentialError) return undefined;
      if (!(error instanceof UnreachableError)) throw error;
      this.lost = `${error.request}: ${messageOf(error)}`;
      return undefined;
    }
  }
}
