import type { ConfiguredIdentity, StuntdoubleConfig } from '../../define-config.ts';
import type { Description } from '../../description/model/description.ts';
import { didYouMean } from './did-you-mean.ts';
import { validHeader, type GivenHeader } from './given-headers.ts';

/** The callers whose credentials a settings file gives. */
export interface ConfiguredCallers {
  /** The name of the settings file, for messages. */
  readonly file: string;
  /** Header fields of every request. A field that carries a credential counts as one of `default`. */
  readonly headers: readonly GivenHeader[];
  readonly identities: Readonly<Record<string, ConfiguredCaller>>;
}

interface ConfiguredCaller {
  /** The credentials by the name of their security scheme. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly headers: readonly GivenHeader[];
  readonly roles: readonly string[] | undefined;
}

/** Returns the callers of the settings. Adds header fields that cannot be sent to `faults`, without their values. */
export function configuredCallers(
  file: string,
  { headers = {}, credentials = {}, identities = {} }: StuntdoubleConfig,
  faults: string[],
): ConfiguredCallers {
  const fields = (place: string, given: Readonly<Record<string, string>>) =>
    Object.entries(given).flatMap(([name, value]) => {
      const header = validHeader(name, value);
      if (header === undefined) faults.push(`${file}: ${place}/${name}: this is not a valid header field`);
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
  const defaultCaller = { credentials, headers: [], roles: undefined };
  return {
    file,
    headers: fields('/headers', headers),
    identities: { default: defaultCaller, ...Object.fromEntries(named) },
  };
}

/** Returns a line for each credential whose security scheme is in none of the descriptions. */
export function unknownSchemeFaults(
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
