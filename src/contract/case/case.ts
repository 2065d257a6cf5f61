import type { Provenance } from '../../description/model/source.ts';
import { isSafe } from '../../http/method.ts';
import type { Bindings, Fallback } from './bindings.ts';
import type { Law } from './law.ts';

/**
 * One request with what is expected of its answer, and the requests that it needs before and after. Plain data:
 * it can be listed, stored, re-run alone, and sent to any target.
 */
export interface Case {
  /** `<api>/<operationId or METHOD path>/<maker>/<JSON Pointer or name>`; the same in every run. */
  readonly id: string;
  /** What is done, in a few words. */
  readonly title: string;
  /** The operation that it is about, or `METHOD /path` where there is none. */
  readonly operationId: string;
  readonly maker: string;
  readonly phase: Phase;
  /** Inferred where the rule that it tests is. */
  readonly provenance: Provenance;
  readonly steps: readonly Step[];
  readonly laws: readonly Law[];
  /** JSON Pointer to the rule that the request keeps or breaks; absent where that is the operation as a whole. */
  readonly rule?: string;
  /** Runs while no other case runs. */
  readonly exclusive?: true;
}

/**
 * What a case is for: every maker belongs to one of these. `generated`: several things varied at once, drawn by the
 * seed.
 */
export const PHASES = ['examples', 'boundaries', 'negatives', 'generated', 'sequences'] as const;

export type Phase = (typeof PHASES)[number];

/** One request of a case. */
export interface Step {
  /** `request` for the one that the case is about; in sequences what is done: `create`, `read`, … */
  readonly name: string;
  /** `setup` brings about what the case needs, `cleanup` removes what it made. Only a `subject` is checked. */
  readonly role: 'setup' | 'subject' | 'cleanup';
  /** Undefined for a method that the description does not have. */
  readonly operationId: string | undefined;
  readonly request: RequestPlan;
  readonly expect: Expectation;
  readonly bind: Bindings;
  /**
   * Values to bind when the response has no suitable one. Such a step is sent once per run and never blocks a case.
   */
  readonly fallbacks?: Readonly<Record<string, Fallback>>;
}

/**
 * A request without secrets; `{{name}}` in its target and header fields stands for a value that an earlier step has
 * bound.
 */
export interface RequestPlan {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: no body. Bytes that are no text travel as Latin-1 characters. */
  readonly body: string | undefined;
  readonly credentials: CredentialPlan;
  /** By JSON Pointer into a JSON body, the names of bound values that take the place of what is made up there. */
  readonly refers?: Readonly<Record<string, string>>;
}

/** Which credentials are put into a request. */
export interface CredentialPlan {
  /** The name of the identity; `default` may do everything. */
  readonly identity: string;
  /** The security schemes whose credentials are sent. */
  readonly schemes: readonly string[];
  /** Those of them that get a credential nobody has. */
  readonly wrong: readonly string[];
  /** Those of them whose place is there, and empty. */
  readonly empty?: readonly string[];
}

/** What is right for a step. */
export interface Expectation {
  readonly outcome: Outcome;
  /**
   * Statuses that are right, such as `200`, `4XX`, whatever the outcome; beside them, only the documented ones may
   * come at all.
   */
  readonly statuses: readonly string[];
  /** How sure it is that another outcome is wrong. */
  readonly confidence: Confidence;
  /** Statuses that say nothing, since the request is about what is not the run's own. */
  readonly tolerated?: readonly string[];
}

/** `any`: all that is documented; what counts is that it is answered well. */
export type Outcome = 'accepted' | 'refused' | 'unauthenticated' | 'forbidden' | 'methodRefused' | 'any';

/** `definite` and `likely` findings fail a run; `advice` does not. */
export type Confidence = 'definite' | 'likely' | 'advice';

/** True for a case that changes nothing on the target. */
export function isReadOnly({ steps }: Case): boolean {
  return steps.every(({ request }) => isSafe(request.method));
}
