import type { Description } from '../../../description/model/description.ts';
import type { CaseResult } from '../../run/state/case-result.ts';
import type { RunMemory } from '../../run/state/run-memory.ts';

/** What a run saw, and what it was meant to see. */
export interface ReachInput {
  readonly description: Description;
  readonly results: readonly CaseResult[];
  readonly memory: Pick<RunMemory, 'of'>;
  /** The URL of the target, where it has one. */
  readonly target: string;
}
