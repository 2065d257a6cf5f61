import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Identities } from '../../case/identities.ts';
import type { Break, Fault, OriginalJudge, Standing } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import type { Recording } from '../run/recording.ts';

/** What breaks are made of. */
export interface BreakContext {
  readonly description: Description;
  /** What the unbroken server answers. */
  readonly recording: Recording;
  readonly resources: readonly Resource[];
  readonly identities: Identities;
  readonly judge: OriginalJudge;
  readonly isWanted: (operator: OperatorName) => boolean;
}

/** Makes the breaks of one kind for one operation. */
export type BreakMaker = (context: BreakContext, operation: Operation) => AsyncIterable<Break>;

/** What a break is about. */
export interface BreakFacts {
  readonly operator: OperatorName;
  readonly operationId: string;
  readonly place: string;
  readonly standing: Standing;
  readonly fault: Fault;
}

export function makeBreak({ description }: BreakContext, facts: BreakFacts): Break {
  const { operator, operationId, place } = facts;
  return { id: `${description.name}/${operationId}/${operator}/${place}`, ...facts };
}

export function forbidden(by: string): Standing {
  return { kind: 'forbidden', by };
}

/** Of what no response had, nothing is broken. */
export function unseen(standing: Standing): Standing {
  return standing.kind === 'forbidden' ? { kind: 'unseen', by: standing.by } : standing;
}

export function allowed(why: string): Standing {
  return { kind: 'allowed', why };
}

/** Forbidden by a law where it applies, else allowed since it does not. */
export function forbiddenIf(applies: boolean, law: string, otherwise: string): Standing {
  return applies ? forbidden(law) : allowed(otherwise);
}
