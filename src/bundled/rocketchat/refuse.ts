import type { Refuse } from '../../mock/behaviour/behaviour.ts';

/**
 * Writes refusals as the platform does: with the first message of the validator. 401 and 403 have documented bodies.
 */
export const refuse: Refuse = (violations, _operation, { status, reason }) => {
  if (status === 401 || status === 403) return undefined;
  const [first] = violations;
  if (status !== 400 || first === undefined) return { success: false, error: reason };
  if (first.keyword === 'format' && first.params['format'] === 'parseable-date') {
    const name = first.pointer.slice(1);
    return { success: false, error: `The "${name}" query parameter must be a valid date.` };
  }
  return { success: false, error: `${first.message} [invalid-params]`, errorType: 'invalid-params' };
};
