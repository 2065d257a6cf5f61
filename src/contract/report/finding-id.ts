import { hashOf } from '../../base/random.ts';
import { findingId as tellingTexts } from './baseline.ts';

/**
 * What a finding is called in commands: the id of its case, and a short hash of what was found there. The same in
 * every run, and for every target that is wrong in the same way.
 */
export function findingIdOf(caseId: string, finding: Parameters<typeof tellingTexts>[0]): string {
  return `${caseId}#${hashOf(tellingTexts(finding)).toString(36)}`;
}

/** The case of a finding's id; an id without a hash is that of a case, and means all its findings. */
export function caseOfFinding(id: string): string {
  return id.replace(/#[0-9a-z]{1,7}$/, '');
}
