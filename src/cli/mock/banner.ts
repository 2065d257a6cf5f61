import { relative } from 'node:path';
import pc from 'picocolors';
import type { Description } from '../../description/model/description.ts';
import type { Operation } from '../../description/model/operation.ts';
import { NO_BODY, type RawRequest } from '../../http/message.ts';
import { queryOf } from '../../http/request-target.ts';
import type { MemoryMode } from '../../mock/api.ts';
import { findConflicts, type Conflict } from '../../mock/match/conflicts.ts';
import type { Identity } from '../../mock/state/identity.ts';
import { curlLine } from '../output/curl-line.ts';
import { troubleLines } from '../output/fault-lines.ts';
import { headerLines } from '../output/header-lines.ts';
import { packageVersion } from '../output/version.ts';
import { anyCredential, likelyRequest, withCredentials } from './example-request.ts';

/** What the mock of one API is made of. */
export interface ServedApi {
  readonly description: Description;
  readonly identities: readonly Identity[];
  /** Where the state comes from, and how many items each collection has; undefined where there are no fixtures. */
  readonly state: { readonly folder: string; readonly counts: Readonly<Record<string, number>> } | undefined;
}

export interface BannerOptions {
  readonly url: string;
  /** Nobody is asked for credentials. */
  readonly isOpen: boolean;
  /** What is remembered where there are no fixtures. */
  readonly memory: MemoryMode;
}

/** Everything a user needs to go on: what is served, with which credentials, one line to paste, and the state. */
export function banner(apis: readonly ServedApi[], { url, isOpen, memory }: BannerOptions): string {
  const width = Math.max(...apis.map(({ description }) => description.name.length));
  const rows = (cells: (api: ServedApi) => readonly string[]) =>
    apis.flatMap((api) => cells(api).map((cell) => `  ${api.description.name.padEnd(width)}  ${cell}`));
  const credentials = isOpen ? ['  none are asked for (--no-auth)'] : rows(credentialCells);
  const troubles = apis.map(({ description }) => troubleLines(description));
  const disabled = troubles.flatMap((trouble) => trouble.disabled);
  const faults = troubles.flatMap((trouble) => trouble.faults);
  const conflicts = findConflicts(apis.map(({ description }) => description)).map(conflictLine);
  const request = firstLikely(apis, isOpen);
  const sections: readonly (readonly string[])[] = [
    [`${pc.bold('stuntdouble')} ${packageVersion()}`],
    ...apis.map(operationLines),
    [pc.bold('Credentials'), ...credentials],
    [`${pc.bold('State')} (in memory: it starts anew each time)`, ...rows((api) => [stateCell(api, memory)])],
    disabled.length === 0 ? [] : [pc.red('Not served (answered with 501)'), ...disabled],
    faults.length === 0 ? [] : [pc.yellow('Faults in the description'), ...faults],
    conflicts.length === 0 ? [] : [pc.yellow('In more than one description'), ...conflicts],
    request === undefined ? [] : [pc.bold('Try it'), `  ${curlLine(request, url)}`],
    [`Listening on ${pc.cyan(url)} (Ctrl-C stops)`],
  ];
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  return texts.join('\n');
}

function operationLines({ description }: ServedApi): readonly string[] {
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

function credentialCells({ description, identities }: ServedApi): readonly string[] {
  const { operations, securitySchemes } = description;
  if (operations.every(({ security }) => security.length === 0)) return ['none needed'];
  if (identities.length === 0) {
    const samples = securitySchemes.map((scheme) =>
      credentialText(description, { [scheme.name]: anyCredential(scheme) }),
    );
    const different = [...new Set(samples)].filter((sample) => sample !== '');
    return [`any will do: ${different.join(', or ')}`];
  }
  const roles = new Set(rolesOf(operations));
  return identities.map(
    (identity) =>
      `${credentialText(description, identity.credentials)}  ${pc.dim(roleText(identity, roles))}`,
  );
}

/** The roles that some operation needs. */
function rolesOf(operations: readonly Operation[]): readonly string[] {
  return operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) => schemes.flatMap(({ roles }) => roles)),
  );
}

/** How credentials travel: as header fields, or as a part of the query. */
function credentialText(description: Description, credentials: Readonly<Record<string, string>>): string {
  const empty: RawRequest = { method: 'GET', target: '', headers: {}, body: NO_BODY };
  const { target, headers } = withCredentials(empty, description.securitySchemes, credentials);
  const query = queryOf(target);
  return [...headerLines(headers), ...(query === '' ? [] : [`?${query}`])].join('  ');
}

function roleText({ roles }: Identity, known: ReadonlySet<string>): string {
  if (known.size === 0) return '';
  if (roles.length === 0) return '(no permissions)';
  return [...known].every((role) => roles.includes(role)) ? '(all permissions)' : `(${roles.join(', ')})`;
}

function stateCell({ state }: ServedApi, memory: MemoryMode): string {
  if (state === undefined) return NO_FIXTURES[memory];
  const counts = Object.entries(state.counts).map(([collection, count]) => `${collection} ${count}`);
  const near = relative('', state.folder);
  return `${near.startsWith('..') ? state.folder : near} (${counts.join(', ')})`;
}

const NO_FIXTURES: Readonly<Record<MemoryMode, string>> = {
  on: 'no fixtures: collections start with made-up items, and what requests change is remembered',
  empty: 'no fixtures: collections start empty, and what requests change is remembered',
  off: 'no fixtures, and nothing is remembered: answers come from the description',
};

function conflictLine({ method, path, names: [first = '', ...others] }: Conflict): string {
  return `  ${method} ${path}: ${first} answers, never ${others.join(' or ')}`;
}

function firstLikely(apis: readonly ServedApi[], isOpen: boolean): RawRequest | undefined {
  for (const { description, identities } of apis) {
    const known = { kind: 'known', identities } as const;
    const closed = identities.length === 0 ? ({ kind: 'anybody' } as const) : known;
    const request = likelyRequest(description, isOpen ? { kind: 'off' } : closed);
    if (request) return request;
  }
  return undefined;
}
