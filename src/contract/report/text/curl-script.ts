import type { SecurityScheme } from '../../../description/model/security.ts';
import type { Case, CredentialPlan, RequestPlan, Step } from '../../case/case.ts';
import { bodyWithNames, namesIn } from '../../case/fill-request.ts';
import { replacePlaceholders } from '../../case/placeholder.ts';
import { WRONG_CREDENTIAL } from '../../case/write-request.ts';
import { extractionOf } from './curl-extraction.ts';
import { shortened } from './printable.ts';
import { shellQuoted } from './shell-quote.ts';
import { boundVariable, credentialVariable, headerVariable } from './variables.ts';

export interface CurlFacts {
  readonly baseUrl: string;
  readonly schemes: readonly SecurityScheme[];
  /** The names of the header fields that go with every request. */
  readonly headerNames: readonly string[];
  /** Words that every line has, such as `-k`. */
  readonly curlOptions?: readonly string[];
  /** Longer bodies are cut: the line then shows what is sent, and does not send it. Default: 4,000 characters. */
  readonly longestBody?: number;
}

const LONGEST_BODY = 4_000;

/** All the requests of a case, with those that remove what it made. */
export function allCurlLines(one: Case, facts: CurlFacts): readonly string[] {
  return linesOf(one.steps, facts);
}

/** The requests of a case up to one of its steps as lines for a shell; credentials and identifiers as variables. */
export function curlLines(one: Case, stepIndex: number, facts: CurlFacts): readonly string[] {
  return linesOf(
    one.steps.filter(({ role }, index) => index <= stepIndex && role !== 'cleanup'),
    facts,
  );
}

function linesOf(steps: readonly Step[], facts: CurlFacts): readonly string[] {
  const used = new Set(steps.flatMap(({ request }) => namesIn(request)));
  return steps.map((step) => {
    const extraction = extractionOf(step, used);
    if (extraction === undefined) return curlLine(step, [], facts);
    const { name, options, command } = extraction;
    return `${boundVariable(name)}=$(${curlLine(step, options, facts)} | ${command})`;
  });
}

/** Words of a shell; a word that names a variable stands in double quotes. */
function curlLine({ request }: Step, options: readonly string[], facts: CurlFacts): string {
  const { method } = request;
  const body = bodyWithNames(request);
  const carried = carriedCredentials(request.credentials, facts.schemes);
  const fixed = facts.headerNames.filter((name) => !Object.hasOwn(request.headers, name));
  const own = Object.entries(request.headers).filter(([name]) => !carried.replaces.has(name));
  const implied = body === undefined ? 'GET' : 'POST';
  return [
    'curl',
    ...(facts.curlOptions ?? []).map(shellQuoted),
    ...options,
    ...(/\/\.{1,2}(\/|\?|$)/.test(request.target) ? ['--path-as-is'] : []),
    ...(method === implied ? [] : method === 'HEAD' ? ['-I'] : ['-X', method]),
    ...fixed.flatMap((name) => ['-H', withVariables(`${name}: \${${headerVariable(name)}}`)]),
    ...own.flatMap(([name, value]) => ['-H', field(name, value)]),
    ...carried.words,
    ...bodyWords(request, body, facts.longestBody ?? LONGEST_BODY),
    url(request.target, carried.query, facts.baseUrl),
  ].join(' ');
}

/** curl leaves out a field without a value, unless a semicolon says that it is meant. */
function field(name: string, value: string): string {
  if (value === '') return shellQuoted(`${name};`);
  const filled = withBound(value);
  return filled === value ? shellQuoted(`${name}: ${value}`) : withVariables(`${name}: ${filled}`);
}

function withBound(text: string): string {
  return replacePlaceholders(text, (name) => `\${${boundVariable(name)}}`);
}

/** curl names a content type of its own for a body that has none. */
function bodyWords(
  { headers, refers = {} }: RequestPlan,
  body: string | undefined,
  longest: number,
): readonly string[] {
  if (body === undefined) return [];
  const option = body.startsWith('@') ? '--data-raw' : '-d';
  const untyped = headers['content-type'] === undefined ? ['-H', shellQuoted('content-type:')] : [];
  const text = shortened(body, longest);
  const filled = Object.keys(refers).length === 0 ? text : withBound(text);
  return [...untyped, option, filled === text ? shellQuoted(text) : withVariables(filled)];
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
    if (carrier.kind === 'basic') words.push('-u', withVariables(value));
    if (carrier.kind === 'bearer') {
      words.push('-H', withVariables(`authorization: ${carrier.scheme} ${value}`));
    }
    if (carrier.kind !== 'apiKey') continue;
    const name = encodeURIComponent(carrier.name);
    if (carrier.in === 'query') query.push(`${name}=${value}`);
    if (carrier.in === 'cookie') words.push('-b', withVariables(`${name}=${value}`));
    if (carrier.in === 'header') {
      words.push(
        '-H',
        value === '' ? shellQuoted(`${carrier.name};`) : withVariables(`${carrier.name}: ${value}`),
      );
      replaces.add(carrier.name.toLowerCase());
    }
  }
  return { words, query, replaces };
}

function url(target: string, query: readonly string[], baseUrl: string): string {
  const filled = withBound(target);
  const separator = filled.includes('?') ? '&' : '?';
  const whole = `${baseUrl}${filled}${query.length === 0 ? '' : separator + query.join('&')}`;
  return whole.includes('${') ? withVariables(whole) : shellQuoted(whole);
}

/** In double quotes; all but the variables taken as it is. */
function withVariables(text: string): string {
  const escaped = text.replace(/[\\"`]|\$(?!\{\w+\})/g, String.raw`\$&`);
  return `"${escaped.replace(/\$\{(\w+)\}(?!\w)/g, '$$$1')}"`;
}
