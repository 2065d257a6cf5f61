import type { Operation } from '../description/model/operation.ts';
import type { Api } from './api.ts';
import type { Behaviour } from './behaviour/behaviour.ts';

export interface ChosenBehaviour {
  readonly behaviour: Behaviour;
  readonly isInferred: boolean;
}

/** The behaviour that answers an operation: the given one, else the inferred one. */
export function behaviourOf(
  { behaviours, inferred }: Api,
  operation: Operation,
): ChosenBehaviour | undefined {
  const given = own(behaviours.operations, operation.id);
  if (given) return { behaviour: given, isInferred: false };
  const found = inferred()?.behaviourOf(operation);
  return found && { behaviour: found.behaviour, isInferred: true };
}

/** `constructor` is an operation's name like any other. */
function own(
  behaviours: Readonly<Record<string, Behaviour>> | undefined,
  name: string,
): Behaviour | undefined {
  return behaviours && Object.hasOwn(behaviours, name) ? behaviours[name] : undefined;
}
