import type { Description } from '../../description/model/description.ts';
import type { Identities } from '../case/identities.ts';
import { LIST_LIMITS, startPlanning, type ListLimits, type Planning } from './requests/planning.ts';
import type { TargetData } from './requests/target-data.ts';

/**
 * How far a run may go. `read-only`: nothing but GET, HEAD and OPTIONS. `create-own`: also what it creates itself
 * and can remove again. `full`: everything.
 */
export type Safety = 'read-only' | 'create-own' | 'full';

export interface PlanOptions {
  /** Default: `full`. */
  readonly safety?: Safety;
  /** Who may ask; those beside `default` make the cases for permissions. */
  readonly identities?: Identities;
  /** Creates children of items that are there already, also where `safety` is `create-own`. Default: false. */
  readonly borrowParents?: boolean;
  /** Varies the values that are made up; default 1. */
  readonly seed?: number;
  /** How much of a list is read where the run has not made its items. Default: `LIST_LIMITS`. */
  readonly lists?: ListLimits;
  /** What is known to work on the target, such as the identifiers of what it has. */
  readonly data?: TargetData;
}

/** Returns what the cases of these options are made with. */
export function planningFor(
  description: Description,
  {
    safety = 'full',
    identities = {},
    seed = 1,
    data = {},
    borrowParents = false,
    lists = LIST_LIMITS,
  }: PlanOptions,
): Planning {
  return startPlanning(description, {
    mayCreate: safety !== 'read-only',
    usesParents: safety === 'full' || borrowParents,
    seed,
    credentials: Object.keys(identities['default']?.credentials ?? {}),
    data,
    lists,
  });
}
