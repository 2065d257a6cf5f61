import type { Credentials } from '../../mock/control/inspect/shown/operation.ts';

/** Says what an operation needs: alternatives, each with all of its credentials. */
export function neededText(alternatives: Credentials['needed']): string {
  return alternatives
    .map((all) =>
      all
        .map(
          ({ scheme, sentAs, roles }) =>
            `${scheme} (${[sentAs, roles.join(', ')].filter(Boolean).join('; ')})`,
        )
        .join(' and '),
    )
    .join(', or ');
}
