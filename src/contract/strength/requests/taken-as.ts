import type { OperatorName } from '../model/operators.ts';

/** The operators that accept a request whose body is broken as others break the bodies of responses. */
const TAKEN: Partial<Record<OperatorName, OperatorName>> = {
  'member-dropped': 'missing-taken',
  'member-retyped': 'type-taken',
  'bound-overstepped': 'bound-taken',
  'enum-left': 'enum-taken',
  'format-broken': 'format-taken',
  'pattern-broken': 'pattern-taken',
  'member-added': 'unknown-taken',
};

export function takenAs(operator: OperatorName): OperatorName | undefined {
  return TAKEN[operator];
}
