import pc from 'picocolors';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { NO_BODY, type RawRequest } from '../../http/message.ts';
import { queryOf } from '../../http/request-target.ts';
import type { MemoryMode } from '../../mock/api.ts';
import { findConflicts, type Conflict } from '../../mock/match/conflicts.ts';
import type { AuthPolicy } from '../../mock/refuse/authenticate.ts';
import type { Login } from '../../mock/oauth/logins/login.ts';
import type { UpstreamOptions } from '../../mock/control/upstream/upstream-options.ts';
import type { Identity } from '../../mock/state/identity.ts';
import { curlLine } from '../output/curl-line.ts';
import { displayPath } from '../output/display-path.ts';
import { faultLines } from '../output/fault-lines.ts';
import { headerLines } from '../output/header-lines.ts';
import { packageVersion } from '../../mock/server/package/package-version.ts';
import { sampleCredential, exampleRequest, withCredentials } from './example-request.ts';

/** One API of the mock, as the banner presents it. */
export interface BannerApi {
  readonly description: Description;
  readonly identities: readonly Identity[];
  /** The folder of the fixtures, and the number of items in each collection; undefined without fixtures. */
  readonly state: { readonly folder: string; readonly counts: Readonly<Record<string, number>> } | undefined;
}

interface BannerOptions {
  readonly url: string;
  /** The address of the page; undefined without one. */
  readonly pageUrl: string | undefined;
  /** Requests without credentials are accepted. */
  readonly isOpen: boolean;
  /** Decides what the mock remembers of an API without fixtures. */
  readonly memory: MemoryMode;
  /** The file that keeps the state over restarts. */
  readonly persist?: string | undefined;
  /** The security schemes for which the mock issues tokens. */
  readonly logins: readonly Login[];
  /** Where what is not mocked goes through to. */
  readonly upstream: UpstreamOptions | undefined;
}

/** Returns the text that `mock` prints at start: operations, credentials, state, faults, and a request to try. */
export function banner(
  apis: readonly BannerApi[],
  { url, pageUrl, isOpen, memory, persist, logins, upstream }: BannerOptions,
): string {
  const width = Math.max(...apis.map(({ description }) => description.name.length));
  const rows = (cells: (api: BannerApi) => readonly string[]) =>
    apis.flatMap((api) => cells(api).map((cell) => `  ${api.description.name.padEnd(width)}  ${cell}`));
  const credentials = isOpen ? ['  none needed (--no-auth)'] : rows(credentialCells);
  const lines = apis.map(({ description }) => faultLines(description));
  const disabled = lines.flatMap((ofApi) => ofApi.disabled);
  const faults = lines.flatMap((ofApi) => ofApi.faults);
  const conflicts = findConflicts(apis.map(({ description }) => description)).map(conflictLine);
  const request = firstExampleRequest(apis, isOpen);
  const sections: readonly (readonly string[])[] = [
    [`${pc.bold('stuntdouble')} ${packageVersion()}`],
    ...apis.map(operationLines),
    [pc.bold('Credentials'), ...credentials],
    logins.length === 0 ? [] : [pc.bold('Tokens'), ...logins.map((login) => loginLine(login, url))],
    [
      `${pc.bold('State')} (${persist === undefined ? IN_MEMORY : `kept in ${displayPath(persist)}: ${WHEN}`})`,
      ...rows((api) => [stateCell(api, memory)]),
    ],
    upstream === undefined ? [] : [pc.bold('Upstream'), ...upstreamLines(upstream)],
    disabled.length === 0 ? [] : [pc.red('Not served (the response is 501)'), ...disabled],
    faults.length === 0 ? [] : [pc.yellow('Faults in the description'), ...faults],
    conflicts.length === 0 ? [] : [pc.yellow('In more than one description'), ...conflicts],
    request === undefined ? [] : [pc.bold('Try it'), `  ${curlLine(request, url)}`],
    pageUrl === undefined ? [] : [`${pc.bold('Page')}: see and steer it at ${pc.cyan(`${pageUrl}/`)}`],
    [`Listening on ${pc.cyan(url)} (Ctrl-C stops)`],
  ];
  const texts = sections.filter((section) => section.length > 0).map((section) => `${section.join('\n')}\n`);
  return texts.join('\n');
}

const IN_MEMORY = 'in memory: changes are lost when the mock stops';

const WHEN = 'written at most once a second after a change, and at the end';

function operationLines({ description }: BannerApi): readonly string[] {
  const { name, title, version, operations } = description;
  const pathWidth = Math.max(...operations.map(({ path }) => path.length));
  return [
    `${pc.bold(name)}: ${title} ${version}`,
    ...operations.map((operation) => operationLine(operation, pathWidth)),
  ];
}

function operationLine({ method, path, id }: Operation, width: number): string {
  const start = `  ${pc.green(method.padEnd(7))} `;
  return id === `${method} ${path}` ? start + path : `${start}${path.padEnd(width)}  ${pc.dim(id)}`;
}

function credentialCells({ description, identities }: BannerApi): readonly string[] {
  const { operations, securitySchemes } = description;
  if (operations.every(({ security }) => security.length === 0)) return ['none needed'];
  if (identities.length === 0) {
    const samples = securitySchemes.map((scheme) =>
      credentialText(description, { [scheme.name]: sampleCredential(scheme) }),
    );
    const distinct = [...new Set(samples)].filter((sample) => sample !== '');
    return [`any are accepted, such as ${distinct.join(', or ')}`];
  }
  const roles = new Set(rolesOf(operations));
  return identities.map((identity) => {
    const sent = credentialText(description, identity.credentials);
    return `${sent === '' ? loginText(identity) : sent}  ${pc.dim(roleText(identity, roles))}`;
  });
}

/** Says how an identity that has no credentials gets a token. */
function loginText({ client, user }: Identity): string {
  return [client && `client ${client.id}`, user && `user ${user.name}`]
    .filter((text) => text !== undefined)
    .join(', ');
}

/** Returns the roles that at least one operation requires. */
function rolesOf(operations: readonly Operation[]): readonly string[] {
  return operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) => schemes.flatMap(({ roles }) => roles)),
  );
}

/** Writes credentials as they are sent: as header fields, or as a part of the query. */
function credentialText(description: Description, credentials: Readonly<Record<string, string>>): string {
  const empty: RawRequest = { method: 'GET', target: '', headers: {}, body: NO_BODY };
  const { target, headers } = withCredentials(empty, description.securitySchemes, credentials);
  const query = queryOf(target);
  return [...headerLines(headers), ...(query === '' ? [] : [`?${query}`])].join('  ');
}

function roleText({ roles }: Identity, required: ReadonlySet<string>): string {
  if (required.size === 0) return '';
  if (roles.length === 0) return '(no permissions)';
  return [...required].every((role) => roles.includes(role)) ? '(all permissions)' : `(${roles.join(', ')})`;
}

/** Says where a client gets a token of a scheme: from the metadata for OpenID Connect, else from the token endpoint. */
function loginLine({ scheme, paths, grants }: Login, url: string): string {
  const { flows } = scheme.login;
  if (flows.length === 0) return `  ${scheme.name}  ${url}${paths.metadata}`;
  const named = grants.filter((grant) => grant !== 'refreshToken');
  return `  ${scheme.name}  POST ${url}${paths.token}  ${pc.dim(`(${named.map(wordsOf).join(', ')})`)}`;
}

function upstreamLines({ url, mockOnly, pass, onMissing }: UpstreamOptions): readonly string[] {
  const mocked = mockOnly === undefined ? 'what the description lacks' : `all but ${mockOnly.join(', ')}`;
  const also = pass === undefined ? '' : `, and ${pass.join(', ')}`;
  const missing = onMissing === 'pass' ? ', and items that the mock lacks' : '';
  return [`  ${url} gets ${mocked}${also}${missing}`];
}

function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function stateCell({ state }: BannerApi, memory: MemoryMode): string {
  if (state === undefined) return NO_FIXTURES[memory];
  const counts = Object.entries(state.counts).map(([collection, count]) => `${collection} ${count}`);
  return `${displayPath(state.folder)} (${counts.join(', ')})`;
}

const NO_FIXTURES: Readonly<Record<MemoryMode, string>> = {
  on: 'no fixtures: collections start with generated items, and changes by requests are remembered',
  empty: 'no fixtures: collections start empty, and changes by requests are remembered',
  off: 'no fixtures, and nothing is remembered: responses come from the description alone',
};

function conflictLine({ method, path, names: [first = '', ...others] }: Conflict): string {
  return `  ${method} ${path}: served by ${first}, never by ${others.join(' or ')}`;
}

function firstExampleRequest(apis: readonly BannerApi[], isOpen: boolean): RawRequest | undefined {
  for (const { description, identities } of apis) {
    const request = exampleRequest(description, isOpen ? { kind: 'off' } : authPolicy(identities));
    if (request) return request;
  }
  return undefined;
}

/** Returns the policy of a mock that requires credentials: those of its identities, or any when it has none. */
function authPolicy(identities: readonly Identity[]): AuthPolicy {
  return identities.length === 0 ? { kind: 'anybody' } : { kind: 'known', identities };
}
