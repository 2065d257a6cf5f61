import { escapedPattern } from '../../../base/escape-pattern.ts';
import { writeCredential } from '../../../codec/credential.ts';
import type { SecurityScheme } from '../../../description/model/security.ts';
import { NO_BODY, type RawRequest } from '../../../http/message.ts';
import type { Identities } from '../../case/identities.ts';
import { credentialVariable, headerVariable } from './variables.ts';

/** Texts that came from a target, made fit to be printed or written. */
export interface Wording {
  /** Secrets as `$NAMES`, identifiers that the run made as `{name}`; `bound` are those of the text's own case. */
  readonly of: (text: string, bound: Readonly<Record<string, string>>) => string;
}

interface WordingFacts {
  readonly schemes: readonly SecurityScheme[];
  readonly identities: Identities;
  readonly headers: Readonly<Record<string, string>>;
  /** The values that each case has bound. */
  readonly bound: readonly Readonly<Record<string, string>>[];
}

/** Shorter texts are likely to mean something else where they stand in another case's answer. */
const TELLING = 6;

export function createWording({ schemes, identities, headers, bound }: WordingFacts): Wording {
  const secrets = replacer(secretsOf(schemes, identities, headers));
  const foreign = bound.flatMap(identifiersOf).filter(([value]) => value.length >= TELLING);
  const others = replacer(foreign);
  return {
    of: (text, own) => {
      if (/^\d{3}$/.test(text)) return text; // a status, whatever identifiers there are
      return others(replacer(identifiersOf(own))(secrets(text)));
    },
  };
}

function identifiersOf(bound: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(bound).map(([name, value]) => [value, `{${name}}`]);
}

/** Credentials, the header fields that carry them, and header values that the user gave. */
function secretsOf(
  schemes: readonly SecurityScheme[],
  identities: Identities,
  headers: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  const credentials = Object.entries(identities).flatMap(([identity, caller]) =>
    schemes.flatMap((scheme) => {
      const value = caller.credentials[scheme.name];
      if (value === undefined) return [];
      const variable = `$${credentialVariable(identity, scheme.name)}`;
      return [...carriedForms(scheme, value), value].map((form) => [form, variable] as const);
    }),
  );
  const fields = Object.entries(headers).map(([name, value]) => [value, `$${headerVariable(name)}`] as const);
  return [...credentials, ...fields].filter(([value]) => value.length >= 4);
}

/** How the credential looks on the wire: base64 for basic, percent-encoded in a query. */
function carriedForms(scheme: SecurityScheme, value: string): readonly string[] {
  const empty: RawRequest = { method: 'GET', target: '', headers: {}, body: NO_BODY };
  const written = writeCredential(empty, scheme, value);
  const field = String(written.headers['authorization'] ?? '').replace(/^\S+ /, '');
  return [field, encodeURIComponent(value)];
}

/** Replaces whole words, the longest first. */
function replacer(pairs: readonly (readonly [string, string])[]): (text: string) => string {
  const replacements = new Map(pairs.filter(([value]) => value !== '').toReversed());
  if (replacements.size === 0) return (text) => text;
  const values = [...replacements.keys()].toSorted((left, right) => right.length - left.length);
  const pattern = new RegExp(`(?<![\\w-])(?:${values.map(escapedPattern).join('|')})(?![\\w-])`, 'g');
  return (text) => text.replace(pattern, (value) => replacements.get(value) ?? value);
}
