import type { Engine } from '../../engine.ts';

/** A caller that the mock knows, without its credentials. */
export interface ShownIdentity {
  readonly api: string;
  readonly id: string;
  readonly roles: readonly string[];
}

/** Shows the identities that have credentials, of all APIs. */
export function shownIdentities(engines: readonly Engine[]): readonly ShownIdentity[] {
  return engines.flatMap(({ api: { auth }, description }) =>
    auth.kind === 'known'
      ? auth.identities
          .filter(({ credentials }) => Object.keys(credentials).length > 0)
          .map(({ id, roles }) => ({ api: description.name, id, roles }))
      : [],
  );
}
