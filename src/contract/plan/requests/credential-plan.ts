import type { Operation } from '../../../description/model/operation.ts';
import type { SecurityAlternative } from '../../../description/model/security.ts';
import type { CredentialPlan } from '../../case/case.ts';
import type { Planning } from './planning.ts';

/** All the credentials of one alternative of the operation, of the identity that may do everything. */
export function fullCredentials(planning: Planning, operation: Operation): CredentialPlan {
  const schemes = alternativeOf(planning, operation)?.schemes.map(({ scheme }) => scheme.name) ?? [];
  return { identity: 'default', schemes, wrong: [] };
}

/** The first alternative for which there are credentials; where there are none at all, the first. */
export function alternativeOf(planning: Planning, { security }: Operation): SecurityAlternative | undefined {
  return security.find((one) => isHeld(planning, one)) ?? security[0];
}

/** Whether there is a credential for each of its schemes. */
export function isHeld({ credentials }: Planning, { schemes }: SecurityAlternative): boolean {
  return schemes.every(({ scheme }) => scheme.carrier.kind === 'none' || credentials.has(scheme.name));
}
