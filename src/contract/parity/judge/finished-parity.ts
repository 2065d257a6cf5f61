import type { FinishedRun } from '../../report/finished-run.ts';
import type { Masks } from '../../report/text/mask-secrets.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { Sides } from '../compare/sides.ts';
import type { Difference } from './difference.ts';

/** A target that was compared with a mock. */
export interface FinishedParity {
  /** The run on the target. */
  readonly run: FinishedRun;
  readonly comparison: Comparison;
  readonly differences: readonly Difference[];
  readonly masks: Sides<Masks>;
  /** The name of the mock. */
  readonly mock: string;
  /** Why the mock was lost; undefined where it responded to the end. */
  readonly lost: string | undefined;
}
