import type { Json } from '../../../base/json.ts';
import type { OperatorName } from '../model/operators.ts';
import type { DROPPED } from './changed-at.ts';

/** How the value at a place is broken. */
export interface BrokenValue {
  readonly operator: OperatorName;
  /** What is broken beside the place: the keyword, where there may be several. */
  readonly detail?: string;
  /** Returns undefined for a value that it is not about. */
  readonly change: (value: Json) => Json | typeof DROPPED | undefined;
}

/** A text that no format and no list of choices has. */
export const ODD = 'none of them';
