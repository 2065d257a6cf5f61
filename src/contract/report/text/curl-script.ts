import { parsePointer } from '../../../base/json-pointer.ts';
import { templateNames } from '../../../description/document/path-template.ts';
import type { SecurityScheme } from '../../../description/model/security.ts';
import type { NextPage } from '../../../description/resources/cursor-paging.ts';
import type { Case, CredentialPlan, RequestPlan, Step } from '../../case/case.ts';
import { bodyWithNames, refersTo, WRONG_CREDENTIAL } from '../../case/fill-request.ts';
import { replacePlaceholders } from '../../case/placeholder.ts';
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
  const isUsed = (name: string) => steps.some(({ request }) => refersTo(request, name));
  return steps.map((step) => {
    const taken = takings(step).find(({ name }) => isUsed(name));
    if (taken === undefined) return curlLine(step, [], facts);
    const { name, options, extraction } = taken;
    return `${boundVariable(name)}=$(${curlLine(step, options, facts)} | ${extraction})`;
  });
}

/** A value that is taken from an answer, how curl gets at it, and what cuts it out. */
interface Taking {
  readonly name: string;
  readonly options: readonly string[];
  readonly extraction: string;
}

function takings({
  bind,
  bindShown = {},
  bindLocated = {},
  bindNext,
  bindFields = {},
  otherwise = {},
}: Step): readonly Taking[] {
  const member = (name: string, path: readonly string[]): Taking => {
    return {
      name,
      options: ['-s'],
      extraction: `jq -r ${shellQuoted(jqProgram(path, otherwise[name]?.text))}`,
    };
  };
  const fromLocation = (name: string): Taking => {
    return { name, options: HEADERS_ONLY, extraction: LAST_OF_LOCATION };
  };
  return [
    ...Object.entries(bindFields).map(([name, header]): Taking => {
      return { name, options: HEADERS_ONLY, extraction: fieldOf(header) };
    }),
    ...Object.entries(bind).map(([name, path]) =>
      path.length === 0 ? fromLocation(name) : member(name, path),
    ),
    ...Object.entries(bindShown).map(([name, pointer]) => member(name, parsePointer(pointer))),
    ...(bindNext === undefined ? [] : [nextTaking(bindNext)]),
    ...Object.entries(bindLocated).flatMap(([name, template]) =>
      templateNames(template)
        .slice(-1)
        .map((parameter) => fromLocation(`${name}.${parameter}`)),
    ),
  ];
}

const HEADERS_ONLY = ['-s', '-D', '-', '-o', '/dev/null'] as const;

/** The value of a header field, whatever the case of its name. */
function fieldOf(name: string): string {
  return `tr -d '\\r' | sed -n 's|^${name}: *||Ip'`;
}

function nextTaking({ name, parameter, at, last }: NextPage): Taking {
  if (at !== undefined)
    return {
      name,
      options: ['-s'],
      extraction: `jq -r ${shellQuoted(jqProgram(parsePointer(at), undefined))}`,
    };
  if (last !== undefined) {
    const list = jqProgram(parsePointer(last.list), undefined);
    const path = `${list}[-1]${jqMember(last.key, 1)}`;
    return { name, options: ['-s'], extraction: `jq -r ${shellQuoted(path)}` };
  }
  const next = String.raw`s|^link:.*[?&]${parameter}=\([^&>]*\)[^,]*rel="*next.*|\1|Ip`;
  return { name, options: HEADERS_ONLY, extraction: `tr -d '\\r' | sed -n ${shellQuoted(next)}` };
}

/** The last part of the Location field, where the answer's body does not carry the identifier. */
const LAST_OF_LOCATION = String.raw`tr -d '\r' | sed -n 's|^[Ll]ocation:.*/||p'`;

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

/** `.[0].id // "1"` where something stands for what is not there. */
function jqProgram(path: readonly string[], otherwise: string | undefined): string {
  const members = path.map(jqMember).join('');
  const program = members === '' ? '.' : members;
  return otherwise === undefined ? program : `${program} // ${JSON.stringify(otherwise)}`;
}

function jqMember(name: string, index: number): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return `.${name}`;
  return /^\d+$/.test(name) ? `${index === 0 ? '.' : ''}[${name}]` : `.[${JSON.stringify(name)}]`;
}
