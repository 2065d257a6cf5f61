import type { ClockSetting } from '../../clock/clock-setting.ts';
import type { FaultSettings } from '../../faults/fault-settings.ts';
import type { PassRules } from '../../passing/pass-rules.ts';
import type { AnswersByOperation } from '../../scenarios/chosen-answer.ts';

/** A caller that the mock knows, without its credentials. */
export interface ShownIdentity {
  readonly api: string;
  readonly id: string;
  readonly roles: readonly string[];
}

/** An answer that was chosen for an operation. */
export type ShownAnswer = AnswersByOperation[string][number];

/** All that is set for a namespace beside its state, and what can be. */
export interface ShownSettings {
  readonly namespace: string;
  readonly namespaces: readonly string[];
  /** The address of the mock; null where it has none. */
  readonly url: string | null;
  readonly now: string;
  readonly scenario: string | null;
  readonly scenarios: readonly string[];
  /** Null for a clock that shows the real time. */
  readonly clock: ClockSetting | null;
  readonly faults: FaultSettings;
  readonly answers: AnswersByOperation;
  readonly identity: string | null;
  readonly identities: readonly ShownIdentity[];
}

/** How many responses of the upstream there have been; `broken`: those that break the description. */
export interface PassCounts {
  readonly passed: number;
  readonly judged: number;
  readonly broken: number;
  /** By operation, those that break the description. */
  readonly operations: Readonly<Record<string, number>>;
}

/** The upstream, and what of the namespace goes through to it. */
export interface ShownUpstream {
  readonly namespace: string;
  readonly upstream: string | null;
  readonly rules: PassRules;
  readonly responses: PassCounts;
}

/** A webhook of an API. */
export interface ShownWebhook {
  readonly api: string;
  readonly name: string;
  readonly operation: string;
  readonly method: string;
  readonly summary: string | null;
}
