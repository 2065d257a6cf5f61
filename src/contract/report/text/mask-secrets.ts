import { escapedPattern } from '../../../base/text/escape-pattern.ts';
import { isObject } from '../../../base/json.ts';
import { writeCredential } from '../../../codec/credential.ts';
import type { SecurityScheme } from '../../../description/model/security.ts';
import { NO_BODY, type RawRequest } from '../../../http/message.ts';
import type { Identities } from '../../case/identities.ts';
import { plannedTexts, plannedWords, type Replaced } from './planned-texts.ts';
import { credentialVariable, headerVariable } from './variables.ts';

type Bound = Readonly<Record<string, string>>;

/** Makes texts of a target fit to be printed and written to files. */
export interface Masks {
  /**
   * Returns the text with secrets as `$NAMES`, and identifiers as `{name}`: those of `bound`, which the text's own case
   * has bound, and the longer ones that other cases have bound. What the case sent in the place of planned texts
   * (`replaced`) becomes what was planned, and so do the longer words of other cases.
   */
  readonly mask: (text: string, bound: Bound, replaced?: Replaced) => string;
  /** Returns masks that also replace what these cases have bound, and what they sent in the place of planned texts. */
  readonly withBound: (cases: readonly Sent[]) => Masks;
}

/** What differs from run to run in the requests of a case. */
interface Sent {
  readonly bound: Bound;
  readonly replaced?: Replaced;
}

/** The secrets of a run, and the schemes that carry them. */
export interface Secrets {
  readonly schemes: readonly SecurityScheme[];
  readonly identities: Identities;
  /** The header fields that are sent with every request, and those of single operations. */
  readonly headers: readonly Readonly<Record<string, string>>[];
  /** Returns the credentials that the run has obtained so far. Default: none. */
  readonly obtained?: () => readonly ObtainedSecret[];
}

interface ObtainedSecret {
  readonly identity: string;
  /** The name of its security scheme. */
  readonly scheme: string;
  readonly value: string;
}

/** Returns the masks of a run; before its cases have bound anything, they replace secrets. */
export function createMasks(secrets: Secrets): Masks {
  let count = -1;
  let withoutSecrets = (text: string) => text;
  const latest = (text: string) => {
    const obtained = secrets.obtained?.() ?? [];
    if (obtained.length !== count) withoutSecrets = replacer(secretsIn(secrets, obtained));
    count = obtained.length;
    return withoutSecrets(text);
  };
  return masksOf(latest, []);
}

type Replacement = readonly [value: string, name: string];

/** Shorter identifiers of one case are likely to mean something else in the response to another. */
const MIN_FOREIGN_LENGTH = 6;

function masksOf(withoutSecrets: (text: string) => string, others: readonly Sent[]): Masks {
  const foreign = others.flatMap(({ bound }) => identifiersIn(bound));
  const withoutForeign = replacer(foreign.filter(([value]) => value.length >= MIN_FOREIGN_LENGTH));
  const withPlanned = plannedWords(others.flatMap(({ replaced }) => replaced ?? []));
  return {
    mask: (text, bound, replaced) => {
      if (/^\d{3}$/.test(text)) return text; // a status, whatever identifiers there are
      const masked = withoutForeign(replacer(identifiersIn(bound))(withoutSecrets(text)));
      return replaced === undefined ? withPlanned(masked) : plannedTexts(replaced, withPlanned)(masked);
    },
    withBound: (cases) => masksOf(withoutSecrets, [...others, ...cases]),
  };
}

function identifiersIn(bound: Bound): readonly Replacement[] {
  return Object.entries(bound).map(([name, value]) => [value, `{${name}}`]);
}

/** Returns the credentials, also as header fields and queries carry them, and the values of the user's header fields. */
function secretsIn(
  { schemes, identities, headers }: Secrets,
  obtained: readonly ObtainedSecret[],
): readonly Replacement[] {
  const planned = Object.entries(identities).flatMap(([identity, caller]) => [
    ...Object.entries(caller.credentials).map(([scheme, value]) => ({ identity, scheme, value })),
    ...Object.entries(caller.sources ?? {}).flatMap(([scheme, source]) =>
      source.kind === 'operation'
        ? secretMembers(source.body).map((value) => ({ identity, scheme, value }))
        : [],
    ),
  ]);
  const credentials = [...planned, ...obtained].flatMap(({ identity, scheme: name, value }) => {
    const scheme = schemes.find((one) => one.name === name);
    if (scheme === undefined) return [];
    const variable = `$${credentialVariable(identity, name)}`;
    return [...carriedForms(scheme, value), value].map((form) => [form, variable] as const);
  });
  const withoutCredentials = replacer(credentials.filter(isLong));
  const fields = headers
    .flatMap((one) => Object.entries(one))
    .filter(([, value]) => withoutCredentials(value) === value)
    .map(([name, value]) => [value, `$${headerVariable(name)}`] as const);
  return [...credentials, ...fields].filter(isLong);
}

/** Shorter ones are likely to mean something else where they stand. */
function isLong([value]: Replacement): boolean {
  return value.length >= 4;
}

const SECRET_NAME = /pass|pwd|secret|token|key|credential/i;

/** Returns the texts in the body of a login that are secret by their names. */
function secretMembers(body: unknown): readonly string[] {
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' && SECRET_NAME.test(name) ? [value] : secretMembers(value),
  );
}

/** Returns the forms of a credential on the wire: base64 for basic, percent-encoded in a query or a form, escaped in JSON. */
function carriedForms(scheme: SecurityScheme, value: string): readonly string[] {
  const empty: RawRequest = { method: 'GET', target: '', headers: {}, body: NO_BODY };
  const written = writeCredential(empty, scheme, value);
  const field = String(written.headers['authorization'] ?? '').replace(/^\S+ /, '');
  const inForm = new URLSearchParams([['', value]]).toString().slice(1);
  return [field, encodeURIComponent(value), inForm, JSON.stringify(value).slice(1, -1)];
}

/** Returns a function that replaces whole words, the longest first; of equal ones the first pair counts. */
function replacer(pairs: readonly Replacement[]): (text: string) => string {
  const replacements = new Map(pairs.filter(([value]) => value !== '').toReversed());
  if (replacements.size === 0) return (text) => text;
  const values = [...replacements.keys()].toSorted((left, right) => right.length - left.length);
  const pattern = new RegExp(`(?<![\\w-])(?:${values.map(escapedPattern).join('|')})(?![\\w-])`, 'g');
  return (text) => text.replace(pattern, (value) => replacements.get(value) ?? value);
}
