import type { Finding } from '../../case/finding.ts';
import { identifiersOf } from '../../run/values/bind-values.ts';
import type { CaseResult } from '../../run/state/case-result.ts';
import { madeIdentifiers } from './made-identifiers.ts';
import { maskRunValues } from '../text/mask-run-values.ts';
import type { Masks } from '../text/mask-secrets.ts';

/**
 * Returns a function that makes the texts of a finding what they are in any other run: without secrets, identifiers and
 * times, and with the planned values in the place of those that were sent.
 */
export function findingMask(
  { step }: Pick<Finding, 'step'>,
  { case: one, bound, replaced, exchanges }: CaseResult,
  masks: Masks,
): (text: string) => string {
  const exchange = exchanges.find(({ index }) => index === step.index);
  const sent = JSON.stringify(
    one.steps.map(({ request: { target, headers, body } }) => [target, headers, body]),
  );
  const names = {
    ...(exchange && madeIdentifiers(exchange, sent)),
    ...(exchange && identifiersOf(exchange)), // also those of a failed request
    ...bound,
  };
  const now = new Date();
  return (text) => maskRunValues(masks.mask(text, names, replaced), { sent, now });
}
