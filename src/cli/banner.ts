import { relative } from 'node:path';
import pc from 'picocolors';
import type { Identity } from '../mock/identity.ts';
import type { Description } from '../spec/description.ts';
import type { SecurityScheme } from '../spec/security.ts';
import { packageVersion } from './version.ts';

/** What the mock of one API is made of. */
export interface ServedApi {
  readonly description: Description;
  readonly identities: readonly Identity[];
  /** Where the state comes from, and how many items each collection has; undefined where there are no fixtures. */
  readonly state: { readonly folder: string; readonly counts: Readonly<Record<string, number>> } | undefined;
}

/** Everything a user needs to go on: what is served, with which credentials, one line to paste, and the state. */
export function banner(apis: readonly ServedApi[], url: string, isOpen: boolean): string {
  const sections = [
    `${pc.bold('stuntdouble')} ${packageVersion()}`,
    ...apis.map(({ description }) => operationList(description)),
    isOpen ? 'Credentials: none are asked for (--no-auth)' : credentialList(apis),
    `State (until you stop; it starts anew next time)\n${apis.map(stateLine).join('\n')}`,
    ...faultList(apis),
    tryIt(apis, url, isOpen),
    `Listening on ${pc.cyan(url)}, Ctrl-C stops`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function operationList({ name, title, version, operations }: Description): string {
  const width = Math.max(...operations.map(({ path }) => path.length));
  const lines = operations.map(
    ({ method, path, id }) => `  ${pc.green(method.padEnd(7))} ${path.padEnd(width)}  ${pc.dim(id)}`,
  );
  return [`${pc.bold(name)}: ${title} ${version}`, ...lines].join('\n');
}

function credentialList(apis: readonly ServedApi[]): string {
  const lines = apis.flatMap(({ description, identities }) => {
    const { name, securitySchemes } = description;
    if (securitySchemes.length === 0) return [`  ${name}: none needed`];
    if (identities.length === 0) return [`  ${name}: any that is well-formed`];
    return identities.map(
      (identity) => `  ${name}: ${credentialsOf(identity, securitySchemes)}  ${pc.dim(rolesOf(identity))}`,
    );
  });
  return ['Credentials', ...lines].join('\n');
}

function credentialsOf(identity: Identity, schemes: readonly SecurityScheme[]): string {
  return headersOf(identity, schemes)
    .map(([header, value]) => `${header}: ${value}`)
    .join('  ');
}

function rolesOf({ roles }: Identity): string {
  return roles.length === 0 ? '(no permissions)' : `(${roles.join(', ')})`;
}

/** The header fields of an identity; empty where its credentials travel elsewhere. */
function headersOf(
  { credentials }: Identity,
  schemes: readonly SecurityScheme[],
): readonly [string, string][] {
  return schemes.flatMap(({ name, carrier }): [string, string][] => {
    const value = credentials[name];
    if (value === undefined) return [];
    if (carrier.kind === 'apiKey') return carrier.in === 'header' ? [[carrier.name, value]] : [];
    if (carrier.kind === 'bearer') return [['Authorization', `${carrier.scheme} ${value}`]];
    return carrier.kind === 'basic' ? [['Authorization', `Basic ${btoa(value)}`]] : [];
  });
}

function stateLine({ description, state }: ServedApi): string {
  if (state === undefined) return `  ${description.name}: no fixtures; answers come from the description`;
  const counts = Object.entries(state.counts).map(([collection, count]) => `${collection} ${count}`);
  return `  ${description.name}: ${relative('', state.folder)} (${counts.join(', ')})`;
}

function faultList(apis: readonly ServedApi[]): readonly string[] {
  const lines = apis.flatMap(({ description }) =>
    description.faults.map(
      ({ pointer, message }) => `  ${description.location ?? description.name}#${pointer}: ${message}`,
    ),
  );
  return lines.length === 0 ? [] : [[pc.yellow('Faults in the description'), ...lines].join('\n')];
}

/** A curl line that works when pasted: the first GET that needs no parameter. */
function tryIt(apis: readonly ServedApi[], url: string, isOpen: boolean): string {
  for (const { description, identities } of apis) {
    const operation = description.operations.find(
      ({ method, parameters }) => method === 'GET' && !parameters.some(({ required }) => required),
    );
    if (operation === undefined) continue;
    const [identity] = identities;
    const needsCredential = !isOpen && operation.security.length > 0 && identity !== undefined;
    const headers = needsCredential ? headersOf(identity, description.securitySchemes) : [];
    const options = headers.map(([name, value]) => `-H '${name}: ${value}' `).join('');
    return `Try it\n  curl ${options}${url}${operation.path}`;
  }
  return '';
}
