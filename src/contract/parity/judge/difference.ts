import type { Operation } from '../../../description/model/operation.ts';
import type { DifferenceKind } from '../compare/compare-exchanges.ts';
import type { PairedExchange, Sides } from '../compare/sides.ts';
import type { ResponseEdit } from './response-edit.ts';

/**
 * Who is wrong. `server`: the target breaks the description. `mock`: the mock does, which is a fault of stuntdouble, or of
 * a behaviour. `guess`: both fit it, and the mock chooses another status. `description`: both fit it, and it says too
 * little, or something that is wrong. `unknown`: nobody can tell; such a difference never fails a run.
 */
export type ParityVerdict = 'server' | 'mock' | 'guess' | 'description' | 'unknown';

/** In the order in which they are decided, and shown. */
export const PARITY_VERDICTS: readonly ParityVerdict[] = [
  'server',
  'mock',
  'guess',
  'description',
  'unknown',
];

/** An operation, and the statuses that differ, or whose responses do. */
export interface DifferencePlace {
  readonly operation: Operation;
  /** Undefined where there was no response. */
  readonly statuses: Sides<number | undefined>;
}

/** A way in which a target and a mock differ, with all cases that show it. */
export interface Difference extends DifferencePlace {
  readonly verdict: ParityVerdict;
  readonly kind: DifferenceKind;
  /** The other places where the same part of the description is concerned. */
  readonly others: readonly DifferencePlace[];
  /** The header field, the place in the body, or the law; empty for a status. */
  readonly place: string;
  readonly found: Sides<string>;
  /** What is broken, in sentences; empty where nothing is. */
  readonly because: readonly string[];
  /** JSON Pointer into the description. */
  readonly descriptionPointer: string;
  readonly cases: readonly string[];
  readonly pair: PairedExchange;
  /** What makes it vanish, where a description can say it; else empty. */
  readonly edits: readonly ResponseEdit[];
}

/** Returns the name of a difference, which is the same in every run: `createTool/status/201-400`. */
export function differenceId({
  kind,
  operation,
  statuses,
  place,
}: Pick<Difference, 'kind' | 'operation' | 'statuses' | 'place'>): string {
  const { target = 'none', mock = 'none' } = statuses;
  const status = target === mock ? target : `${target}-${mock}`;
  return [operation.id, kind, status, place.replace(/^\//, '')].filter((part) => part !== '').join('/');
}
