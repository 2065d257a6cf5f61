import type { ConfiguredIdentity, StuntdoubleConfig } from '../../define-config.ts';
import type { Description } from '../../description/model/description.ts';
import { didYouMean } from './did-you-mean.ts';
import { givenHeader, type GivenHeader } from './given-headers.ts';

/** Who asks, by the settings in a file. */
export interface ConfiguredCallers {
  /** The file, for people. */
  readonly file: string;
  /** They go with every request, but for those that carry a credential of `default`. */
  readonly headers: readonly GivenHeader[];
  readonly identities: Readonly<Record<string, NamedCaller>>;
}

interface NamedCaller {
  /** By the name of the security scheme. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly headers: readonly GivenHeader[];
  readonly roles: readonly string[] | undefined;
}

/** `faults` gets what cannot be sent; never a value. */
export function configuredCallers(
  file: string,
  { headers = {}, credentials = {}, identities = {} }: StuntdoubleConfig,
  faults: string[],
): ConfiguredCallers {
  const fields = (place: string, given: Readonly<Record<string, string>>) =>
    Object.entries(given).flatMap(([name, value]) => {
      const header = givenHeader(name, value);
      if (header === undefined)
        faults.push(`${file}: ${place}/${name}: this is no header field that can be sent`);
      return header ?? [];
    });
  const named = Object.entries(identities).map(([name, identity]: [string, ConfiguredIdentity]) => [
    name,
    {
      credentials: { ...(name === 'default' && credentials), ...identity.credentials },
      headers: fields(`/identities/${name}/headers`, identity.headers ?? {}),
      roles: identity.roles,
    },
  ]);
  const own = { credentials, headers: [], roles: undefined };
  return {
    file,
    headers: fields('/headers', headers),
    identities: { default: own, ...Object.fromEntries(named) },
  };
}

/** Credentials for security schemes that no description has: a line each. */
export function schemeFaults(
  { file, identities }: ConfiguredCallers,
  descriptions: readonly Description[],
): readonly string[] {
  const known = descriptions.flatMap(({ securitySchemes }) => securitySchemes.map(({ name }) => name));
  return Object.entries(identities).flatMap(([identity, { credentials }]) =>
    Object.keys(credentials)
      .filter((scheme) => !known.includes(scheme))
      .map(
        (scheme) =>
          `${file}: credentials of ${identity}: there is no security scheme ${scheme}${hint(scheme, known)}`,
      ),
  );
}

function hint(scheme: string, known: readonly string[]): string {
  const near = didYouMean(scheme, known);
  if (near !== '') return near;
  return known.length === 0 ? '; the description has none' : `; there are ${known.join(', ')}`;
}
