import type { Provenance } from '../../description/model/source.ts';
import { isSafe } from '../../http/method.ts';
import type { Bindings, Fallback } from './bindings.ts';
import type { Law } from './law.ts';

/**
 * One or more requests with what is expected of their responses, and the requests needed before and after. Plain data:
 * it can be listed, stored, re-run alone, and sent to any target.
 */
export interface Case {
  /** `<api>/<operationId or METHOD path>/<maker>/<JSON Pointer or name>`; the same in every run. */
  readonly id: string;
  /** Says in a few words what is tested. */
  readonly title: string;
  /** The operation under test, or `METHOD /path` where the description has none. */
  readonly operationId: string;
  readonly maker: string;
  readonly phase: Phase;
  /** The provenance of the rule under test. */
  readonly provenance: Provenance;
  readonly steps: readonly Step[];
  readonly laws: readonly Law[];
  /** JSON Pointer to the rule that the request keeps or breaks; absent for the operation as a whole. */
  readonly rule?: string;
  /** Runs while no other case changes anything; one that changes something, while no other case runs. */
  readonly exclusive?: true;
  /** Laws that are broken are checked by a second run before they are told: others may have changed what it reads. */
  readonly confirmed?: true;
  /** How many more cases about the same list would have sent more requests than a list may get. */
  readonly leftOut?: number;
}

/**
 * The kinds of cases: every maker belongs to one. `generated` cases vary several things at once, chosen by the seed.
 */
export const PHASES = ['examples', 'boundaries', 'negatives', 'generated', 'sequences'] as const;

export type Phase = (typeof PHASES)[number];

/** One request of a case. */
export interface Step {
  /** `request` for the one under test; in sequences what it does: `create`, `read`, … */
  readonly name: string;
  /** `setup` prepares what the case needs, `cleanup` deletes what it created. Only a `subject` is checked. */
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
 * A request without secrets. In its target and header fields, `{{name}}` stands for a value that an earlier step binds.
 */
export interface RequestPlan {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: no body. Bytes that are not a text are written as Latin-1 characters. */
  readonly body: string | undefined;
  readonly credentials: CredentialPlan;
  /** By JSON Pointer into a JSON body, the names of bound values that replace the invented ones. */
  readonly refers?: Readonly<Record<string, string>>;
}

/** The credentials of a request. */
export interface CredentialPlan {
  /** The name of the identity; `default` may do everything. */
  readonly identity: string;
  /** The security schemes whose credentials are sent. */
  readonly schemes: readonly string[];
  /** Those of them whose credential is wrong. */
  readonly wrong: readonly string[];
  /** Those of them whose credential is empty. */
  readonly empty?: readonly string[];
}

/** The responses that are right for a step. */
export interface Expectation {
  readonly outcome: Outcome;
  /**
   * Statuses that are right whatever the outcome, such as `200` or `4XX`. All others have to be documented.
   */
  readonly statuses: readonly string[];
  /** How certain it is that another outcome is wrong. */
  readonly confidence: Confidence;
  /**
   * Statuses that prove nothing, because the request is about an item that the run does not own, or is a documented
   * example whose response is one of them.
   */
  readonly tolerated?: readonly string[];
}

/** `any`: every documented response, as long as it is valid. */
export type Outcome = 'accepted' | 'refused' | 'unauthenticated' | 'forbidden' | 'methodRefused' | 'any';

/** `definite` and `likely` findings fail a run; `advice` does not. */
export type Confidence = 'definite' | 'likely' | 'advice';

/** True for a case that changes nothing on the target. */
export function isReadOnly({ steps }: Case): boolean {
  return steps.every(({ request }) => isSafe(request.method));
}

/** The makers whose requests ask for what nobody has. */
const ASKING_FOR_NOBODY: ReadonlySet<string> = new Set(['unknown-item', 'unknown-parent']);

/**
 * True for a case with a request to the operation that is valid as far as the description says, has nothing that it does not
 * speak of, and is about something that there may be.
 */
export function asksValidly(one: Case, operationId: string): boolean {
  const { phase, maker } = one;
  if (phase === 'negatives' || maker === 'unmentioned' || ASKING_FOR_NOBODY.has(maker)) return false;
  return sendsValid(one, operationId);
}

/** True for a case with a valid request to the operation about something that nobody has. */
export function asksForNobody(one: Case, operationId: string): boolean {
  return ASKING_FOR_NOBODY.has(one.maker) && sendsValid(one, operationId);
}

function sendsValid({ steps }: Case, operationId: string): boolean {
  return steps.some((step) => step.operationId === operationId && isValid(step));
}

/** True for a request that is valid as far as the description says. */
export function isValid({ role, expect }: Step): boolean {
  return role === 'subject' && (expect.outcome === 'accepted' || expect.outcome === 'any');
}
