import type { Engine } from '../../engine.ts';
import type { ShownIdentity } from './shown/settings.ts';

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
