import { writeCredential } from '../../../codec/credential.ts';
import type { SecurityScheme } from '../../../description/model/security.ts';
import { NO_BODY } from '../../../http/message.ts';
import type { Case, CredentialPlan, RequestPlan, Step } from '../../case/case.ts';
import { bodyWithNames, namesIn } from '../../case/fill-request.ts';
import { replacePlaceholders } from '../../case/placeholder.ts';
import { WRONG_CREDENTIAL } from '../../case/write-request.ts';
import { extractionOf } from './curl-extraction.ts';
import { shortened } from './printable.ts';
import {
  needsPrintf,
  printfCommand,
  shellQuoted,
  shellQuotedWithVariables,
  withNames,
} from './shell-quote.ts';
import { boundVariable, credentialVariable, headerVariable } from './variables.ts';

export interface CurlFacts {
  readonly baseUrl: string;
  readonly schemes: readonly SecurityScheme[];
  /** The names of the header fields that go with every request. */
  readonly headerNames: readonly string[];
  /** Returns which of them go with a step of a case. Default: all that the request does not have itself. */
  readonly fieldsOf?: (one: Case, step: Step) => CurlFields;
  /** Words that every line has, such as `-k`. */
  readonly curlOptions?: readonly string[];
  /** Longer bodies are cut: the line then shows what is sent, and does not send it. Default: 100,000 characters. */
  readonly longestBody?: number;
}

/** The caller's header fields that go with a request, and the names of its own that they replace. */
interface CurlFields {
  /** An empty value leaves the field out. */
  readonly given: Readonly<Record<string, string>>;
  readonly replaced: ReadonlySet<string>;
}

/** Most systems take no longer word. */
const LONGEST_BODY = 100_000;

/** All the requests of a case, with those that remove what it made. */
export function allCurlLines(one: Case, facts: CurlFacts): readonly string[] {
  return linesOf(one, one.steps, facts);
}

/** The requests of a case up to one of its steps as lines for a shell; credentials and identifiers as variables. */
export function curlLines(one: Case, stepIndex: number, facts: CurlFacts): readonly string[] {
  return linesOf(
    one,
    one.steps.filter(({ role }, index) => index <= stepIndex && role !== 'cleanup'),
    facts,
  );
}

function linesOf(one: Case, steps: readonly Step[], facts: CurlFacts): readonly string[] {
  const used = new Set(steps.flatMap(({ request }) => namesIn(request)));
  return steps.map((step) => {
    const extraction = extractionOf(step, used);
    const fields = facts.fieldsOf?.(one, step) ?? allFields(step, facts);
    if (extraction === undefined) return curlLine(step, { options: [], fields }, facts);
    const { name, options, command } = extraction;
    return `${boundVariable(name)}=$(${curlLine(step, { options, fields }, facts)} | ${command})`;
  });
}

function allFields({ request }: Step, { headerNames }: CurlFacts): CurlFields {
  const names = headerNames.filter((name) => !Object.hasOwn(request.headers, name));
  return { given: Object.fromEntries(names.map((name) => [name, name])), replaced: new Set() };
}

/** Words of a shell; a word that names a variable stands in double quotes. */
function curlLine(
  { request }: Step,
  { options, fields }: { readonly options: readonly string[]; readonly fields: CurlFields },
  facts: CurlFacts,
): string {
  const { method } = request;
  const body = filledBody(request);
  const leftOut = leftOutBy(fields);
  const carried = carriedCredentials(
    request.credentials,
    facts.schemes.filter(({ carrier }) => !leftOut.has(fieldOf(carrier))),
  );
  const own = Object.entries(request.headers).filter(
    ([name]) => !carried.replaces.has(name) && !fields.replaced.has(name) && !leftOut.has(name),
  );
  const implied = body === undefined ? 'GET' : 'POST';
  return [
    ...(body !== undefined && needsPrintf(body)
      ? [printfCommand(hasVariables(request.refers) ? withNames(body) : [body]), '|']
      : []),
    'curl',
    ...(facts.curlOptions ?? []).map((word) => shellQuoted(word)),
    ...options,
    ...(/\/\.{1,2}(\/|\?|$)/.test(request.target) ? ['--path-as-is'] : []),
    ...(/[[\]{}]/.test(replacePlaceholders(request.target, () => '')) ? ['-g'] : []),
    ...(method === implied ? [] : method === 'HEAD' ? ['-I'] : ['-X', method]),
    ...Object.entries(fields.given).flatMap(([name, value]) => ['-H', givenField(name, value)]),
    ...own.flatMap(([name, value]) => ['-H', field(name, value)]),
    ...carried.words,
    ...bodyWords(request, body, facts.longestBody ?? LONGEST_BODY),
    url(request.target, carried.query, facts.baseUrl),
  ].join(' ');
}

/** The names of the header fields that are not sent, whatever the request has; in lower case. */
function leftOutBy({ given }: CurlFields): ReadonlySet<string> {
  const empty = Object.entries(given).filter(([, value]) => value === '');
  return new Set(empty.map(([name]) => name.toLowerCase()));
}

/** Returns the header field that carries a credential, in lower case; empty where it is elsewhere. */
function fieldOf(carrier: SecurityScheme['carrier']): string {
  if (carrier.kind === 'apiKey') return carrier.in === 'header' ? carrier.name.toLowerCase() : '';
  return carrier.kind === 'basic' || carrier.kind === 'bearer' ? 'authorization' : '';
}

/** A name alone with its colon leaves a field out that curl would send. */
function givenField(name: string, value: string): string {
  return value === ''
    ? shellQuoted(`${name}:`)
    : shellQuotedWithVariables(`${name}: \${${headerVariable(name)}}`);
}

/** curl leaves out a field without a value, unless a semicolon says that it is meant. */
function field(name: string, value: string): string {
  if (value.trim() === '') return shellQuoted(`${name};`);
  const filled = withBound(value);
  const whole = `${name}: ${filled}`;
  return filled === value ? shellQuoted(whole, 'latin1') : shellQuotedWithVariables(whole, 'latin1');
}

function withBound(text: string): string {
  return replacePlaceholders(text, (name) => `\${${boundVariable(name)}}`);
}

/** curl names a content type of its own for a body that has none. */
function bodyWords(
  { headers, refers }: RequestPlan,
  body: string | undefined,
  longest: number,
): readonly string[] {
  if (body === undefined) return [];
  const untyped = headers['content-type'] === undefined ? ['-H', shellQuoted('content-type:')] : [];
  if (needsPrintf(body)) return [...untyped, '--data-binary', '@-'];
  const option = body.startsWith('@') ? '--data-raw' : '-d';
  const text = shortened(body, longest);
  return [...untyped, option, hasVariables(refers) ? shellQuotedWithVariables(text) : shellQuoted(text)];
}

function hasVariables(refers: RequestPlan['refers'] = {}): boolean {
  return Object.keys(refers).length > 0;
}

/** Returns a body with variables in the place of bound values; undefined for none. */
function filledBody(request: RequestPlan): string | undefined {
  const body = bodyWithNames(request);
  return body === undefined || request.refers === undefined ? body : withBound(body);
}

interface CarriedCredentials {
  readonly words: readonly string[];
  readonly query: readonly string[];
  /** Header fields that they take the place of. */
  readonly replaces: ReadonlySet<string>;
}

function carriedCredentials(plan: CredentialPlan, schemes: readonly SecurityScheme[]): CarriedCredentials {
  const words: string[] = [];
  const query: string[] = [];
  const replaces = new Set<string>();
  for (const scheme of schemes.filter(({ name }) => plan.schemes.includes(name))) {
    const held = plan.wrong.includes(scheme.name)
      ? WRONG_CREDENTIAL
      : `\${${credentialVariable(plan.identity, scheme.name)}}`;
    const value = plan.empty?.includes(scheme.name) === true ? '' : held;
    const { carrier } = scheme;
    if (carrier.kind === 'basic') words.push(...basicWords(scheme, value));
    if (carrier.kind === 'bearer') {
      words.push('-H', shellQuotedWithVariables(`authorization: ${carrier.scheme} ${value}`));
    }
    if (carrier.kind !== 'apiKey') continue;
    const name = encodeURIComponent(carrier.name);
    if (carrier.in === 'query') query.push(`${name}=${value}`);
    if (carrier.in === 'cookie') words.push('-b', shellQuotedWithVariables(`${name}=${value}`));
    if (carrier.in === 'header') {
      words.push(
        '-H',
        value === ''
          ? shellQuoted(`${carrier.name};`)
          : shellQuotedWithVariables(`${carrier.name}: ${value}`),
      );
      replaces.add(carrier.name.toLowerCase());
    }
  }
  return { words, query, replaces };
}

/** Without a colon in it, curl would ask for a password. */
function basicWords(scheme: SecurityScheme, value: string): readonly string[] {
  if (value !== '' && value !== WRONG_CREDENTIAL) return ['-u', shellQuotedWithVariables(value)];
  const empty = { method: 'GET', target: '', headers: {}, body: NO_BODY };
  const { authorization } = writeCredential(empty, scheme, value).headers;
  return ['-H', shellQuoted(`authorization: ${String(authorization).trim()}`)];
}

function url(target: string, query: readonly string[], baseUrl: string): string {
  const filled = withBound(target);
  const separator = filled.includes('?') ? '&' : '?';
  const whole = `${baseUrl}${filled}${query.length === 0 ? '' : separator + query.join('&')}`;
  return whole.includes('${') ? shellQuotedWithVariables(whole) : shellQuoted(whole);
}
