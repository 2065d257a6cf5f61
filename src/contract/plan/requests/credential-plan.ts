import type { Operation } from '../../../description/model/operation.ts';
import type { SecurityAlternative } from '../../../description/model/security.ts';
import type { CredentialPlan } from '../../case/case.ts';
import type { Planning } from './planning.ts';

/** Returns all the credentials of one alternative of the operation, of the identity that may do everything. */
export function fullCredentials(planning: Planning, operation: Operation): CredentialPlan {
  const schemes = alternativeOf(planning, operation)?.schemes.map(({ scheme }) => scheme.name) ?? [];
  return { identity: 'default', schemes, wrong: [] };
}

/** Returns the first alternative with known credentials, else the first one. */
export function alternativeOf(planning: Planning, { security }: Operation): SecurityAlternative | undefined {
  return security.find((one) => isHeld(planning, one)) ?? security[0];
}

/** True where there is a credential for each scheme. */
export function isHeld({ credentials }: Planning, { schemes }: SecurityAlternative): boolean {
  return schemes.every(({ scheme }) => scheme.carrier.kind === 'none' || credentials.has(scheme.name));
}
