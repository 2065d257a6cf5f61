import type { Case } from './case.ts';

/** The case that sends the smallest valid request of its operation: the first that is run of it. */
export function isOpener({ id }: Pick<Case, 'id'>): boolean {
  return id.endsWith('/valid/required-only');
}

/** The case that sends all that there is: the second, it shows what the others do without. */
export function isFullest({ id }: Pick<Case, 'id'>): boolean {
  return id.endsWith('/valid/all-optional');
}
