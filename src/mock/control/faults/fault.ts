import { MAX_DELAY, parseLatency } from './latency.ts';

/** What goes wrong with a response beside its delay. */
export type Failure =
  /** Another status, in the shape that the operation documents; nothing is changed. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: number }
  /** The connection is reset; nothing is changed. */
  | { readonly kind: 'reset' }
  /** Nothing is sent, and the connection stays open; nothing is changed. */
  | { readonly kind: 'no-response' }
  /** The connection is closed in the middle of the body. */
  | { readonly kind: 'cut' }
  /** The body is no JSON: its end is missing. */
  | { readonly kind: 'malformed' }
  /** There is no body. */
  | { readonly kind: 'empty' }
  /** The body comes in small pieces, which take so many milliseconds in all. */
  | { readonly kind: 'drip'; readonly milliseconds: number };

/** A delay in milliseconds, and what comes after it: a failure, or the response. */
export interface Fault {
  readonly delay: number;
  readonly failure: Failure | undefined;
}

const NAMES = ['reset', 'no-response', 'cut', 'malformed', 'empty'] as const;

const HINT = `give a status such as 503, or one of ${NAMES.join(', ')} and drip`;

/** The seconds in `Retry-After` of 429 and 503, and the time that a drip takes, where nobody says another. */
const RETRY_AFTER = 1;
const DRIP = 5_000;

/** Reads a failure, such as `503`, `503;retry-after=5`, `reset` or `drip=2s`; a text that says what is wrong with it. */
export function parseFailure(given: string): Failure | string {
  const text = given.trim().toLowerCase();
  const [, status, seconds] = /^([2-5]\d\d)(?:\s*;\s*retry-after=(\d{1,6}))?$/.exec(text) ?? [];
  if (status !== undefined) {
    return { kind: 'status', status: Number(status), retryAfter: Number(seconds ?? RETRY_AFTER) };
  }
  const name = NAMES.find((one) => one === text);
  if (name !== undefined) return { kind: name };
  const [, time] = /^drip(?:=(.*))?$/.exec(text) ?? [];
  if (text === 'drip') return { kind: 'drip', milliseconds: DRIP };
  const latency = time === undefined ? undefined : parseLatency(time);
  if (latency === undefined) return HINT;
  return typeof latency === 'object' && latency.kind === 'range'
    ? { kind: 'drip', milliseconds: latency.most }
    : `drip: give a time up to ${MAX_DELAY / 1000}s, such as drip=2s`;
}

/** Says what goes wrong, as a header field and as a part of a sentence. */
export function faultText({ delay, failure }: Fault): string {
  const parts = [
    ...(delay > 0 ? [`delay=${Math.round(delay)}ms`] : []),
    ...(failure === undefined ? [] : [failure.kind === 'status' ? String(failure.status) : failure.kind]),
  ];
  return parts.join(', ');
}
