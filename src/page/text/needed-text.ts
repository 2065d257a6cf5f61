/** A credential that an operation needs. */
interface Needed {
  readonly scheme: string;
  readonly sentAs: string;
  readonly roles: readonly string[];
}

/** Says what an operation needs: alternatives, each with all of its credentials. */
export function neededText(alternatives: readonly (readonly Needed[])[]): string {
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
