import type { Confidence } from '../case/case.ts';

/** What is known of a valid request that was answered with a 4xx. */
export interface RefusalFacts {
  /**
   * What the operation accepts: `nothing`, its `smallest` valid request, or only a `fuller` one. `unknown` where neither
   * was sent.
   */
  readonly accepts: 'nothing' | 'smallest' | 'fuller' | 'unknown';
  /** True for the smallest request itself. */
  readonly isSmallest: boolean;
  readonly status: number;
  readonly isDocumented: boolean;
  /** True where the case itself proves the refusal wrong: what it has just created is nowhere, or the cursor that it was given is none. */
  readonly isProvenWrong: boolean;
  /**
   * How the request differs from the smallest accepted one. `restricted`: in what prose usually restricts; `combined`: in
   * parts that are accepted one by one; `known`: in more than a request that was refused as well; `described`: in what the
   * description of the part restricts in words, or by a format that is not known here.
   */
  readonly variation: 'plain' | 'restricted' | 'combined' | 'known' | 'described';
}

/** The finding that a refusal is; undefined for none. */
export type Meaning =
  { readonly check: 'validAccepted' | 'status'; readonly confidence: Confidence } | undefined;

const OF_STATE_OR_CALLER = new Set([
  401, 402, 403, 404, 409, 410, 412, 423, 424, 425, 426, 427, 428, 429, 451,
]);

/** True for refusals that depend on who asks, and on what is there. */
export function isOfStateOrCaller(status: number): boolean {
  return OF_STATE_OR_CALLER.has(status);
}

/**
 * Returns what the refusal of a valid request means:
 *
 * | accepted                             | refused with                 | is                                          |
 * | ------------------------------------ | ---------------------------- | ------------------------------------------- |
 * | nothing                              | a documented 4xx             | not reached, and no finding                 |
 * | nothing                              | an undocumented 4xx          | not reached, and `status`, likely           |
 * | a fuller request, not the smallest   | 4xx                          | `validAccepted`, likely                     |
 * | the smallest, not a variant          | an undocumented status       | `status`, definite                          |
 * | the smallest, not a variant          | documented 401 to 404, 409 … | `validAccepted`, advice; definite if proven |
 * | the smallest, not a variant          | 400, 422 and the like        | `validAccepted`, likely; advice where prose |
 * |                                      |                              | usually restricts what was varied; nothing  |
 * |                                      |                              | where its own description does              |
 */
export function meaningOf(facts: RefusalFacts): Meaning {
  const { accepts, isDocumented, status, variation } = facts;
  if (accepts === 'nothing') {
    return isDocumented ? undefined : { check: 'status', confidence: 'likely' };
  }
  if (facts.isSmallest && accepts === 'fuller') return { check: 'validAccepted', confidence: 'likely' };
  if (!isDocumented) return { check: 'status', confidence: 'definite' };
  if (facts.isProvenWrong) return { check: 'validAccepted', confidence: 'definite' };
  if (isOfStateOrCaller(status)) return { check: 'validAccepted', confidence: 'advice' };
  if (variation === 'known' || variation === 'described') return undefined;
  return { check: 'validAccepted', confidence: variation === 'plain' ? 'likely' : 'advice' };
}

/** What is known of a wrong request that was answered with a 4xx which its operation does not document. */
export interface WrongRequestFacts {
  readonly status: number;
  /** The documented statuses. */
  readonly documented: readonly string[];
  /**
   * True for a status that HTTP has for what is wrong, such as 415 where the content type is, and for 400 and 422 where
   * the operation documents neither.
   */
  readonly isUsual: boolean;
  /** True where the request may be accepted as well: with an `Accept` that nothing fits, or a very long text. */
  readonly isOpen: boolean;
}

/** Refusals of the form of a message, which HTTP brings along whatever an operation is about. */
const OF_FORM = new Set([405, 406, 411, 413, 414, 415, 417, 431]);

/**
 * Returns how certain it is that an undocumented refusal of a wrong request is a mistake; undefined for no finding:
 *
 * | documented     | refused with                                                         | is               |
 * | -------------- | -------------------------------------------------------------------- | ---------------- |
 * | 400, 422       | what HTTP has for the form of messages, where that is wrong: 406, 415 | no finding       |
 * | 400            | another that does not say what is wrong                              | `status`, likely |
 * | whatever it is | any, where the request may be accepted as well                       | no finding       |
 * |                | any other                                                            | `status`, advice |
 */
export function meaningOfUndocumented(facts: WrongRequestFacts): Confidence | undefined {
  const { documented, isUsual, isOpen, status } = facts;
  if (isOpen) return undefined;
  if (!isUsual) return documented.includes('400') ? 'likely' : 'advice';
  const saysWrong = documented.some((one) => one === '400' || one === '422');
  return saysWrong && OF_FORM.has(status) ? undefined : 'advice';
}
