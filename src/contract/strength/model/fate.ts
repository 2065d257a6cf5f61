import type { Finding } from '../../case/finding.ts';
import type { Break } from './break.ts';

/** What became of a break. */
export type Fate =
  /** `by` is the finding that tells it; `how` says whether requests were sent for that. */
  | { readonly kind: 'killed'; readonly by: Finding; readonly how: 'recorded' | 'sent' }
  | { readonly kind: 'survived'; readonly reason: Reason; readonly detail: string };

/** Why a break survived. */
export const REASONS = {
  notReached: 'the operation never answered with a success',
  neverSeen: 'no response had what is broken',
  notSent: 'no request of the suite asks for it',
  adviceOnly: 'the suite has advice on it, which fails no run',
  untold: 'the suite saw it, and had nothing to say',
  notShown: 'what is broken showed in no response',
} as const;

export type Reason = keyof typeof REASONS;

/** A break with what became of it. */
export interface JudgedBreak {
  readonly broken: Break;
  readonly fate: Fate;
}
