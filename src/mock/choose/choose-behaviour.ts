import type { Operation } from '../../description/model/operation.ts';
import type { Api } from '../api.ts';
import type { Behaviour } from '../behaviour/behaviour.ts';

/** The behaviour of an operation, and whether it was inferred or given. */
export interface ChosenBehaviour {
  readonly behaviour: Behaviour;
  readonly isInferred: boolean;
}

/** Chooses the behaviour of an operation: the given one, else the inferred one; undefined when there is neither. */
export function chooseBehaviour(
  { behaviours, inferred }: Api,
  operation: Operation,
): ChosenBehaviour | undefined {
  const given = givenBehaviour(behaviours.operations, operation.id);
  if (given) return { behaviour: given, isInferred: false };
  const inferredBehaviour = inferred()?.behaviourOf(operation);
  return inferredBehaviour && { behaviour: inferredBehaviour.behaviour, isInferred: true };
}

/** Looks up own members only: an operation may be called `constructor`. */
function givenBehaviour(
  behaviours: Readonly<Record<string, Behaviour>> | undefined,
  name: string,
): Behaviour | undefined {
  return behaviours && Object.hasOwn(behaviours, name) ? behaviours[name] : undefined;
}
