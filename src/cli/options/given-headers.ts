/** A header field that a user gives; its name is in lower case. */
export interface GivenHeader {
  readonly name: string;
  readonly value: string;
}

/** A header field that carries a credential of an identity. */
export interface GivenCredential extends GivenHeader {
  readonly identity: string;
}

/**
 * Parses the URL of a target: http or https, without query and fragment, since paths are appended to it, and without a
 * user and password, since the URL is printed.
 */
export function parseTargetUrl(text: string | undefined, faults: string[]): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const guess = `http://${text.replace(/^\w*:?\/+/, '')}`;
    const hint = URL.canParse(guess) ? `; did you mean ${guess}?` : '';
    faults.push(`--target ${text}: give a URL such as https://api.example.com/v1${hint}`);
    return undefined;
  }
  if (url.username !== '' || url.password !== '') {
    faults.push(
      '--target: leave the user and password out; give credentials with --header or in the environment',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    faults.push(`--target ${text}: leave the query and the fragment out, since paths are appended to it`);
  }
  return url;
}

/** A field name is a token: RFC 9110, section 5.1. */
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** Parses `Name: value`. Returns an empty list, and adds a fault, when it is not valid. */
export function parseHeader(text: string, faults: string[]): readonly GivenHeader[] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim();
  const value = text.slice(colon + 1).trim();
  const header = validHeader(name, value);
  if (header !== undefined) return [header];
  faults.push(`--header ${colon === -1 ? text : `${name}: …`}: write it as 'Name: value'`);
  return [];
}

/** Parses `NAME:Header=value`. Returns an empty list, and adds a fault, when it is not valid. */
export function parseIdentity(text: string, faults: string[]): readonly GivenCredential[] {
  const match = /^([^:=]+):([^=]+)=(.*)$/s.exec(text);
  const [, identity = '', name = '', value = ''] = match ?? [];
  if (identity === 'default') {
    faults.push('--identity default: give the credentials of default with --header or in the environment');
    return [];
  }
  const header = validHeader(name, value);
  if (header !== undefined && value !== '') return [{ identity, ...header }];
  faults.push(`--identity ${text.replace(/=.*$/s, '=…')}: write it as NAME:Header=value`);
  return [];
}

/** Returns the header field, or undefined when its name or its value is not valid. */
export function validHeader(name: string, value: string): GivenHeader | undefined {
  const isHeader = FIELD_NAME.test(name) && /^[\t\x20-\x7E\x80-\xFF]*$/.test(value);
  return isHeader ? { name: name.toLowerCase(), value } : undefined;
}
