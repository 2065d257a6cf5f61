import { hashOf } from '../../base/random.ts';
import { findingKey } from './baseline.ts';

/**
 * Returns the id of a finding in commands: that of its case, with a short hash of what was found. It is the same in
 * every run, and for every target that is wrong in the same way.
 */
export function findingIdOf(caseId: string, finding: Parameters<typeof findingKey>[0]): string {
  return `${caseId}#${hashOf(findingKey(finding)).toString(36)}`;
}

/** Returns the case id in a finding's id. An id without a hash is that of a case, and means all its findings. */
export function caseOfFinding(id: string): string {
  return id.replace(/#[0-9a-z]{1,7}$/, '');
}
