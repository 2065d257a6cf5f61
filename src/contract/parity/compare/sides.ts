import type { Exchange } from '../../case/exchange.ts';
import type { CaseResult } from '../../run/state/case-result.ts';

/** What there is of the target, and of the mock. */
export interface Sides<Value> {
  readonly target: Value;
  readonly mock: Value;
}

export type Side = keyof Sides<unknown>;

export const SIDES: readonly Side[] = ['target', 'mock'];

export function otherSide(side: Side): Side {
  return side === 'target' ? 'mock' : 'target';
}

/** A case as it was sent to both. */
export type PairedResult = Sides<CaseResult>;

/** One step of a case as it was sent to both, and the responses. */
export interface PairedExchange extends Sides<Exchange> {
  readonly results: PairedResult;
}
