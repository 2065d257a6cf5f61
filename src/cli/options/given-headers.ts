import type { ParsedArguments } from './arguments.ts';

/** A header field that a user gives; its name is in lower case. */
export interface GivenHeader {
  readonly name: string;
  readonly value: string;
}

/** A header field that carries a credential of an identity. */
export interface GivenCredential extends GivenHeader {
  readonly identity: string;
}

/** The options about a server: the one with its URL, those with header fields and credentials, and where else those are. */
const OPTIONS = {
  target: { header: 'header', identity: 'identity', others: ' or in the environment' },
  mock: { header: 'mock-header', identity: 'mock-identity', others: '' },
  upstream: { header: 'upstream-header', others: '' },
} as const;

type Server = keyof typeof OPTIONS;

/** Those with several callers. */
type ServerOfCallers = Exclude<Server, 'upstream'>;

/**
 * Reads the URL of a server: http or https, without query and fragment, since paths are appended to it, and without a
 * user and password, since the URL is printed.
 */
export function readServerUrl(
  { text: given }: ParsedArguments,
  server: Server,
  faults: string[],
): URL | undefined {
  const text = given(server);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const guess = `http://${text.replace(/^\w*:?\/+/, '')}`;
    const hint = URL.canParse(guess) ? `; did you mean ${guess}?` : '';
    faults.push(`--${server} ${text}: give a URL such as https://api.example.com/v1${hint}`);
    return undefined;
  }
  if (url.username !== '' || url.password !== '') {
    faults.push(
      `--${server}: leave the user and password out; give credentials with ${credentialPlaces(server)}`,
    );
  }
  if (url.search !== '' || url.hash !== '') {
    faults.push(`--${server} ${text}: leave the query and the fragment out, since paths are appended to it`);
  }
  return url;
}

/** Returns where the credentials of the usual caller of a server may be given. */
function credentialPlaces(server: Server): string {
  const { header, others } = OPTIONS[server];
  return `--${header}${others}`;
}

/** Reads the header fields of all requests to a server. */
export function readHeaders(
  { list }: ParsedArguments,
  server: Server,
  faults: string[],
): readonly GivenHeader[] {
  const { header } = OPTIONS[server];
  return list(header).flatMap((text) => parseHeader(text, header, faults));
}

/** Reads the credentials of the callers of a server. */
export function readIdentities(
  { list }: ParsedArguments,
  server: ServerOfCallers,
  faults: string[],
): readonly GivenCredential[] {
  return list(OPTIONS[server].identity).flatMap((text) => parseIdentity(text, server, faults));
}

/** A field name is a token: RFC 9110, section 5.1. */
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** Parses `Name: value`. Returns an empty list, and adds a fault, when it is not valid. */
function parseHeader(text: string, option: string, faults: string[]): readonly GivenHeader[] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim();
  const value = text.slice(colon + 1).trim();
  const header = validHeader(name, value);
  if (header !== undefined) return [header];
  faults.push(`--${option} ${colon === -1 ? text : `${name}: …`}: write it as 'Name: value'`);
  return [];
}

/** Parses `NAME:Header=value`. Returns an empty list, and adds a fault, when it is not valid. */
function parseIdentity(text: string, server: ServerOfCallers, faults: string[]): readonly GivenCredential[] {
  const option = `--${OPTIONS[server].identity}`;
  const match = /^([^:=]+):([^=]+)=(.*)$/s.exec(text);
  const [, identity = '', name = '', value = ''] = match ?? [];
  if (identity === 'default') {
    faults.push(`${option} default: give the credentials of default with ${credentialPlaces(server)}`);
    return [];
  }
  const header = validHeader(name, value);
  if (header !== undefined && value !== '') return [{ identity, ...header }];
  faults.push(`${option} ${text.replace(/=.*$/s, '=…')}: write it as NAME:Header=value`);
  return [];
}

/** Returns the header field, or undefined when its name or its value is not valid. */
export function validHeader(name: string, value: string): GivenHeader | undefined {
  const isHeader = FIELD_NAME.test(name) && /^[\t\x20-\x7E\x80-\xFF]*$/.test(value);
  return isHeader ? { name: name.toLowerCase(), value } : undefined;
}
