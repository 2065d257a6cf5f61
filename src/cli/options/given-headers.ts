/** A header field as it is given on the command line; its name in lower case. */
export interface GivenHeader {
  readonly name: string;
  readonly value: string;
}

/** A header field that carries a credential of somebody. */
export interface GivenCredential extends GivenHeader {
  readonly identity: string;
}

/** http or https, without what has no meaning in a base URL, and without a secret that would be printed. */
export function targetUrl(text: string | undefined, faults: string[]): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const guess = `http://${text.replace(/^\w*:?\/+/, '')}`;
    const hint = URL.canParse(guess) ? `; did you mean ${guess}?` : '';
    faults.push(`--target ${text}: give a URL such as https://api.example.com/v1${hint}`);
    return undefined;
  }
  if (url.username !== '' || url.password !== '') {
    faults.push('--target: leave the user and password out; credentials go into --header or the environment');
  }
  if (url.search !== '' || url.hash !== '') {
    faults.push(`--target ${text}: paths are appended to it, so that it can have neither query nor fragment`);
  }
  return url;
}

/** RFC 9110, section 5.1. */
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** `Name: value`. */
export function parseHeader(text: string, faults: string[]): readonly GivenHeader[] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim();
  const value = text.slice(colon + 1).trim();
  const header = givenHeader(name, value);
  if (header !== undefined) return [header];
  faults.push(`--header ${colon === -1 ? text : `${name}: …`}: write it as 'Name: value'`);
  return [];
}

/** `NAME:Header=value`. */
export function parseIdentity(text: string, faults: string[]): readonly GivenCredential[] {
  const match = /^([^:=]+):([^=]+)=(.*)$/s.exec(text);
  const [, identity = '', name = '', value = ''] = match ?? [];
  if (identity === 'default') {
    faults.push('--identity default: the credentials of default go into --header or the environment');
    return [];
  }
  const header = givenHeader(name, value);
  if (header !== undefined && value !== '') return [{ identity, ...header }];
  faults.push(`--identity ${text.replace(/=.*$/s, '=…')}: write it as NAME:Header=value`);
  return [];
}

/** Undefined for what is no header field. */
export function givenHeader(name: string, value: string): GivenHeader | undefined {
  const isHeader = FIELD_NAME.test(name) && /^[\t\x20-\x7E\x80-\xFF]*$/.test(value);
  return isHeader ? { name: name.toLowerCase(), value } : undefined;
}
