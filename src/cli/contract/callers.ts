import { dirname } from 'node:path';
import { readCredential } from '../../codec/credential.ts';
import {
  type CallerIdentity,
  type CredentialSource,
  type Identities,
  shownIdentities,
} from '../../contract/case/identities.ts';
import { credentialVariable } from '../../contract/report/text/variables.ts';
import type { Description } from '../../description/model/description.ts';
import type { SecurityScheme } from '../../description/model/security.ts';
import { NO_BODY, type RawRequest } from '../../http/message.ts';
import type { MockApi } from '../../mock/api.ts';
import { toInitialData } from '../../mock/choose/prepare-fixtures.ts';
import type { ConfiguredSource } from '../options/configured-callers.ts';
import type { GivenHeader } from '../options/given-headers.ts';
import { runCredentialCommand } from './credential-command.ts';
import type { TestTask } from './test-options.ts';

/** The identities that send requests, and the header fields of every request. */
export interface Callers {
  readonly identities: Identities;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the credentials come from, in words; never a credential. */
  readonly origin: string;
}

interface CallerSources {
  readonly task: Pick<TestTask, 'headers' | 'identities'> & Partial<Pick<TestTask, 'configured'>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True for a target on this machine: it may know the fixtures' identities, or accept any. */
  readonly isLocal: boolean;
}

/**
 * Returns the callers for one API. `default` has the credentials of the command line, else of the environment, else of
 * the settings. Where none of these has any, all callers are the identities of the fixtures if the target is on this
 * machine, else the one that the description shows.
 */
export function resolveCallers(api: MockApi, sources: CallerSources): Callers {
  const { task, environment, isLocal } = sources;
  const { securitySchemes } = api.description;
  const given = readCredentials(securitySchemes, task.headers);
  const configured = readCredentials(securitySchemes, task.configured?.headers ?? []);
  const origins: readonly Origin[] = [
    {
      from: () => task.configured?.file ?? '',
      credentials: { ...configured, ...configuredCredentials(securitySchemes, task, 'default') },
    },
    {
      from: (scheme) => credentialVariable('default', scheme),
      credentials: credentialsInEnvironment(securitySchemes, environment, 'default'),
    },
    { from: () => '--header', credentials: given },
  ];
  const own = Object.assign({}, ...origins.map(({ credentials }) => credentials)) as Credentials;
  const base = Object.keys(own).length > 0 ? undefined : unnamedCallers(api, isLocal);
  const roles = task.configured?.identities['default']?.roles;
  return {
    identities: {
      ...(base?.identities ?? {
        default: { credentials: own, ...sourcesOf(own, task, 'default'), ...(roles && { roles }) },
      }),
      ...namedCallers(securitySchemes, sources),
    },
    headers: Object.fromEntries(
      [...(task.configured?.headers ?? []), ...task.headers].map(({ name, value }) => [name, value]),
    ),
    origin: base?.origin ?? originText(own, origins),
  };
}

type Credentials = Readonly<Record<string, string>>;

/** A place that credentials come from. */
interface Origin {
  /** Returns the name of the place, for the credential of a security scheme. */
  readonly from: (scheme: string) => string;
  readonly credentials: Credentials;
}

/** Returns the schemes with the origin of each credential: the last origin that has one. */
function originText(own: Credentials, origins: readonly Origin[]): string {
  const parts = Object.keys(own)
    .toSorted()
    .map((name) => {
      const origin = origins.findLast(({ credentials }) => Object.hasOwn(credentials, name));
      return `${name} from ${origin?.from(name)}`;
    });
  return parts.join(', ');
}

function credentialsInEnvironment(
  schemes: readonly SecurityScheme[],
  environment: CallerSources['environment'],
  identity: string,
): Credentials {
  const found = schemes.flatMap(({ name }): [string, string][] => {
    const value = environment[credentialVariable(identity, name)];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  return Object.fromEntries(found);
}

/** Returns the credentials of an identity in the settings, given by scheme or as header fields. */
function configuredCredentials(
  schemes: readonly SecurityScheme[],
  { configured }: CallerSources['task'],
  identity: string,
): Credentials {
  const { credentials = {}, headers = [] } = configured?.identities[identity] ?? {};
  const named = Object.entries(credentials).filter(([scheme]) => schemes.some(({ name }) => name === scheme));
  return { ...readCredentials(schemes, headers), ...Object.fromEntries(named) };
}

/** Returns the sources of an identity's credentials that nothing else gives. */
function sourcesOf(
  credentials: Credentials,
  { configured }: CallerSources['task'],
  identity: string,
): Pick<CallerIdentity, 'sources'> {
  const folder = dirname(configured?.file ?? '');
  const sources = Object.entries(configured?.identities[identity]?.sources ?? {})
    .filter(([scheme]) => credentials[scheme] === '')
    .map(([scheme, source]): [string, CredentialSource] => [scheme, toSource(source, folder)]);
  return sources.length === 0 ? {} : { sources: Object.fromEntries(sources) };
}

function toSource(source: ConfiguredSource, folder: string): CredentialSource {
  if ('operation' in source) return { kind: 'operation', ...source };
  const { command, timeout } = source;
  return { kind: 'function', obtain: () => runCredentialCommand({ command, folder, timeout }) };
}

/** Returns the identities of the fixtures, the first as `default`; without any, the one that the description shows. */
function unnamedCallers(
  { description, fixtures }: MockApi,
  isLocal: boolean,
): Pick<Callers, 'identities' | 'origin'> {
  const { identities } = toInitialData({ identities: fixtures?.['identities'] ?? [] }, {}, 0);
  if (isLocal && identities.length > 0) {
    const callers = identities.map(({ id, roles, credentials }, index): [string, CallerIdentity] =>
      index === 0 ? ['default', { credentials }] : [id, { credentials, roles }],
    );
    return { identities: Object.fromEntries(callers), origin: `the fixtures' identities` };
  }
  const shown = shownIdentities(description, { mayInvent: isLocal });
  const count = Object.keys(shown['default']?.credentials ?? {}).length;
  return { identities: shown, origin: shownOrigin(description, count) };
}

function shownOrigin({ securitySchemes }: Description, count: number): string {
  if (securitySchemes.length === 0) return 'none needed';
  if (count === 0) return 'none: give them with --header or in the environment';
  return securitySchemes.some(({ example }) => example !== undefined)
    ? `those that the description shows`
    : 'made up';
}

/** Returns the callers other than `default`: those of the settings, and of the command line, which have no roles. */
function namedCallers(schemes: readonly SecurityScheme[], { task, environment }: CallerSources): Identities {
  const configured = Object.keys(task.configured?.identities ?? {}).filter((name) => name !== 'default');
  const names = [...new Set([...configured, ...task.identities.map(({ identity }) => identity)])];
  return Object.fromEntries(
    names.flatMap((name): [string, CallerIdentity][] => {
      const given = task.identities.filter(({ identity }) => identity === name);
      const credentials = {
        ...configuredCredentials(schemes, task, name),
        ...(configured.includes(name) && credentialsInEnvironment(schemes, environment, name)),
        ...readCredentials(schemes, given),
      };
      const roles = task.configured?.identities[name]?.roles ?? [];
      return Object.keys(credentials).length === 0
        ? []
        : [[name, { credentials, ...sourcesOf(credentials, task, name), roles }]];
    }),
  );
}

/** Returns the credentials among header fields, by security scheme. */
function readCredentials(schemes: readonly SecurityScheme[], headers: readonly GivenHeader[]): Credentials {
  return Object.fromEntries(
    headers.flatMap((header) =>
      schemes.flatMap((scheme): [string, string][] => {
        const value = credentialIn(header, scheme);
        return value === undefined ? [] : [[scheme.name, value]];
      }),
    ),
  );
}

function credentialIn({ name, value }: GivenHeader, scheme: SecurityScheme): string | undefined {
  if (scheme.carrier.kind === 'none') return undefined;
  const request: RawRequest = { method: 'GET', target: '', headers: { [name]: value }, body: NO_BODY };
  return readCredential(request, scheme);
}
