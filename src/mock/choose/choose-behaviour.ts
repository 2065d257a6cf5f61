import type { Operation } from '../../description/model/operation.ts';
import type { Api } from '../api.ts';
import type { Violation } from '../../validation/violation.ts';
import type { Behaviour } from '../behaviour/behaviour.ts';
import { impossibleReason } from '../inferred/responses/impossible-values.ts';

/** The behaviour of an operation, and whether it was inferred or given. */
export interface ChosenBehaviour {
  readonly behaviour: Behaviour;
  readonly isInferred: boolean;
  /** Returns the reason why every body has a violation; undefined where some body has not, and with strict values. */
  readonly impossibleReason?: (violation: Violation) => string | undefined;
}

/** Chooses the behaviour of an operation: the given one, else the inferred one; undefined when there is neither. */
export function chooseBehaviour(
  { behaviours, inferred, description, strictValues }: Api,
  operation: Operation,
): ChosenBehaviour | undefined {
  const given = givenBehaviour(behaviours.operations, operation.id);
  if (given) return { behaviour: given, isInferred: false };
  const inferredBehaviour = inferred()?.behaviourOf(operation);
  const tolerating = !strictValues && {
    impossibleReason: (violation: Violation) => impossibleReason(description, violation),
  };
  return inferredBehaviour && { behaviour: inferredBehaviour.behaviour, isInferred: true, ...tolerating };
}

/** Looks up own members only: an operation may be called `constructor`. */
function givenBehaviour(
  behaviours: Readonly<Record<string, Behaviour>> | undefined,
  name: string,
): Behaviour | undefined {
  return behaviours && Object.hasOwn(behaviours, name) ? behaviours[name] : undefined;
}
