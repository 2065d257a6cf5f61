import { operationNamed } from '../../contract/run/state/log-in.ts';
import type {
  ConfiguredCredential,
  ConfiguredIdentity,
  CredentialFromCommand,
  CredentialFromOperation,
  StuntdoubleConfig,
} from '../../define-config.ts';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
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

export type ConfiguredSource = CredentialFromCommand | CredentialFromOperation;

interface ConfiguredCaller {
  /** The credentials by the name of their security scheme. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Where those are obtained that the settings do not have as they are; `credentials` has an empty one for each. */
  readonly sources: Readonly<Record<string, ConfiguredSource>>;
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
      ...byKind(
        { ...(name === 'default' && credentials), ...identity.credentials },
        `${file}: credentials of ${name}`,
        faults,
      ),
      headers: fields(`/identities/${name}/headers`, identity.headers ?? {}),
      roles: identity.roles,
    },
  ]);
  const isNamed = Object.hasOwn(identities, 'default');
  const own = isNamed ? {} : credentials;
  const defaultCaller = {
    ...byKind(own, `${file}: credentials of default`, faults),
    headers: [],
    roles: undefined,
  };
  return {
    file,
    headers: fields('/headers', headers),
    identities: { default: defaultCaller, ...Object.fromEntries(named) },
  };
}

/** Separates the credentials that are given as they are from those that are obtained. */
function byKind(
  given: Readonly<Record<string, ConfiguredCredential>>,
  place: string,
  faults: string[],
): Pick<ConfiguredCaller, 'credentials' | 'sources'> {
  const credentials: Record<string, string> = {};
  const sources: Record<string, ConfiguredSource> = {};
  for (const [scheme, credential] of Object.entries(given)) {
    if (typeof credential === 'string') {
      credentials[scheme] = credential;
      continue;
    }
    if ('command' in credential === 'operation' in credential) {
      faults.push(`${place}: ${scheme}: give a command, or an operation with a token`);
    }
    credentials[scheme] = '';
    sources[scheme] = credential;
  }
  return { credentials, sources };
}

/**
 * Returns a line for each operation of a credential that is not in the description which has the security scheme, or that
 * is excluded: such an operation is not sent in any role.
 */
export function loginFaults(
  { file, identities }: ConfiguredCallers,
  descriptions: readonly Description[],
  isExcluded: (operation: Operation) => boolean,
): readonly string[] {
  return Object.entries(identities).flatMap(([identity, { sources }]) =>
    Object.entries(sources).flatMap(([scheme, source]) => {
      if (!('operation' in source)) return [];
      const place = `${file}: credentials of ${identity}: ${scheme}: `;
      return descriptions
        .filter(({ securitySchemes }) => securitySchemes.some(({ name }) => name === scheme))
        .flatMap((description) => {
          const operation = operationNamed(description, source.operation);
          if (operation?.path.includes('{') === true) {
            return [`${place}the path of ${source.operation} has parameters: a login has none`];
          }
          if (operation !== undefined && isExcluded(operation)) {
            return [
              `${place}${source.operation} is excluded, and an excluded operation is never sent: include it, or give the credential otherwise, such as with --header`,
            ];
          }
          const ids = description.operations.map(({ id }) => id);
          const near = didYouMean(source.operation, ids);
          return operation ? [] : [`${place}there is no operation ${source.operation}${near}`];
        });
    }),
  );
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
