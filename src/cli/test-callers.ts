import { readCredential } from '../conformance/credential.ts';
import { NO_BODY, type RawRequest } from '../conformance/raw-message.ts';
import { credentialVariable } from '../contract/report/variables.ts';
import type { CallerIdentity, Identities } from '../contract/send-plan.ts';
import { shownIdentities } from '../contract/shown-identities.ts';
import { initialData } from '../mock/initial-state.ts';
import type { MockApi } from '../mock/mock.ts';
import type { Description } from '../spec/description.ts';
import type { SecurityScheme } from '../spec/security.ts';
import type { TestTask } from './test-options.ts';
import type { GivenHeader } from './test-values.ts';

/** Who asks, and what goes with every request. */
export interface Callers {
  readonly identities: Identities;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the credentials come from, for people; never a credential. */
  readonly origin: string;
}

export interface CallerSources {
  readonly task: Pick<TestTask, 'headers' | 'identities'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The target is this machine: the fixtures' identities are likely to be known there, and any others may be. */
  readonly isLocal: boolean;
}

/**
 * The callers for one API. `default` has what the command line gives, else the environment; where neither gives
 * anything, it and all others are those of the fixtures, on this machine; else what the description shows.
 */
export function callersOf(api: MockApi, { task, environment, isLocal }: CallerSources): Callers {
  const { securitySchemes } = api.description;
  const given = readCredentials(securitySchemes, task.headers);
  const fromEnvironment = securitySchemes.flatMap(({ name }): [string, string][] => {
    const value = environment[credentialVariable('default', name)];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  const own = { ...Object.fromEntries(fromEnvironment), ...given.credentials };
  const base = Object.keys(own).length > 0 ? undefined : unnamedCallers(api, isLocal);
  return {
    identities: {
      ...(base?.identities ?? { default: { credentials: own } }),
      ...namedCallers(securitySchemes, task.identities),
    },
    headers: Object.fromEntries(given.others.map(({ name, value }) => [name, value])),
    origin: base?.origin ?? ownOrigin(own, given.credentials),
  };
}

function ownOrigin(own: object, given: Readonly<Record<string, string>>): string {
  const parts = Object.keys(own)
    .toSorted()
    .map((name) =>
      Object.hasOwn(given, name)
        ? `${name} from --header`
        : `${name} from ${credentialVariable('default', name)}`,
    );
  return parts.join(', ');
}

/** The fixtures' identities, the first as `default`; where there are none, what the description shows. */
function unnamedCallers(
  { description, fixtures }: MockApi,
  isLocal: boolean,
): Pick<Callers, 'identities' | 'origin'> {
  const { identities } = initialData({ identities: fixtures?.['identities'] ?? [] }, {}, 0);
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

/** Identities of the command line: they have no permission. */
function namedCallers(schemes: readonly SecurityScheme[], given: TestTask['identities']): Identities {
  const names = [...new Set(given.map(({ identity }) => identity))];
  return Object.fromEntries(
    names.flatMap((name): [string, CallerIdentity][] => {
      const { credentials } = readCredentials(
        schemes,
        given.filter(({ identity }) => identity === name),
      );
      return Object.keys(credentials).length === 0 ? [] : [[name, { credentials, roles: [] }]];
    }),
  );
}

/** The credentials among header fields, by the name of their scheme, and the fields that carry none. */
export function readCredentials(
  schemes: readonly SecurityScheme[],
  headers: readonly GivenHeader[],
): { readonly credentials: Readonly<Record<string, string>>; readonly others: readonly GivenHeader[] } {
  const credentials: Record<string, string> = {};
  const others: GivenHeader[] = [];
  for (const header of headers) {
    const carried = schemes.flatMap((scheme): [string, string][] => {
      const value = credentialIn(header, scheme);
      return value === undefined ? [] : [[scheme.name, value]];
    });
    if (carried.length === 0) others.push(header);
    Object.assign(credentials, Object.fromEntries(carried));
  }
  return { credentials, others };
}

function credentialIn({ name, value }: GivenHeader, scheme: SecurityScheme): string | undefined {
  if (scheme.carrier.kind === 'none') return undefined;
  const request: RawRequest = { method: 'GET', target: '', headers: { [name]: value }, body: NO_BODY };
  return readCredential(request, scheme);
}
