import { escapedPattern } from '../../../base/text/escape-pattern.ts';
import type { Case } from '../../case/case.ts';

/**
 * True for a case whose id is the pattern, or fits it: `*` stands for anything, and a pattern that ends in `/` for all ids
 * that begin with it.
 */
export function fitsPattern({ id }: Pick<Case, 'id'>, pattern: string): boolean {
  if (id === pattern) return true;
  if (!pattern.includes('*')) return pattern.endsWith('/') && id.startsWith(pattern);
  const parts = pattern.split('*').map(escapedPattern);
  return new RegExp(`^${parts.join('.*')}${pattern.endsWith('/') ? '' : '$'}`, 's').test(id);
}

/** True where a case whose id begins with `start` may fit the pattern. */
export function mayFitPattern(start: string, pattern: string): boolean {
  const beginning = pattern.split('*')[0] ?? '';
  const isOpen = beginning !== pattern || pattern.endsWith('/');
  return pattern === start || beginning.startsWith(start) || (isOpen && start.startsWith(beginning));
}
