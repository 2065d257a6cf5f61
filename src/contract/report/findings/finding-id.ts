import { hashOf } from '../../../base/random.ts';
import { steadyText } from '../text/steady-text.ts';
import type { PublishedFinding } from './published-finding.ts';

/** What identifies a finding. */
export type FindingFacts = Pick<PublishedFinding, 'check' | 'operationId' | 'descriptionPointer' | 'found'>;

/** Returns the text that identifies a finding in every run, whatever items and values the target has. */
export function findingKey({ check, operationId, descriptionPointer, found }: FindingFacts): string {
  return identityOf(check, operationId, descriptionPointer, found);
}

/** `at`: JSON Pointer into the description. */
export function identityOf(check: string, operation: string, at: string, found: string): string {
  return JSON.stringify([check, operation, at, steadyText(found)]);
}

/**
 * Returns the id of a finding in commands: that of its case, with a short hash of what was found. It is the same in
 * every run, and for every target that is wrong in the same way.
 */
export function findingIdOf(caseId: string, finding: FindingFacts): string {
  return `${caseId}#${hashOf(findingKey(finding)).toString(36)}`;
}

/** Returns the case id in a finding's id. An id without a hash is that of a case, and means all its findings. */
export function caseOfFinding(id: string): string {
  return id.replace(/#[0-9a-z]{1,7}$/, '');
}
