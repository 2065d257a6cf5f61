import type { Case } from '../../case/case.ts';

/** The case that sends the smallest valid request of its operation: the first that is run of it. */
export function isOpener({ id }: Pick<Case, 'id'>): boolean {
  return id.endsWith('/valid/required-only');
}
