import { formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { templateNames } from '../../../description/document/path-template.ts';
import type { NextPage } from '../../../description/resources/cursor-paging.ts';
import type { Fallback, ValueSource } from '../../case/bindings.ts';
import type { ListedValue } from '../../case/lists/listed-value.ts';
import type { Step } from '../../case/case.ts';
import { shellQuoted } from './shell-quote.ts';

/** How curl gets at a value of a response: options of its own, and the command that its output is piped into. */
export interface Extraction {
  readonly options: readonly string[];
  readonly command: string;
}

/** Returns how to take a value that later requests use out of a response. One line takes one: a header field first. */
export function extractionOf(
  { bind, fallbacks = {} }: Step,
  used: ReadonlySet<string>,
): (Extraction & { readonly name: string }) | undefined {
  const extractions = Object.entries(bind).flatMap(([name, source]) => {
    const extraction = used.has(name) ? extractionFrom(source, fallbacks[name]) : undefined;
    return extraction === undefined ? [] : [{ name, from: source.from, ...extraction }];
  });
  return extractions.find(({ from }) => from === 'field') ?? extractions[0];
}

function extractionFrom(source: ValueSource, fallback: Fallback | undefined): Extraction | undefined {
  switch (source.from) {
    case 'identifier':
      return source.pointer === undefined ? LAST_OF_LOCATION : fromBody(source.pointer, fallback);
    case 'body':
      return fromBody(source.pointer, fallback);
    case 'location': {
      const isLast = templateNames(source.template).at(-1) === source.parameter;
      return isLast ? LAST_OF_LOCATION : undefined;
    }
    case 'cursor':
      return nextCursor(source);
    case 'field':
      return { options: HEADERS_ONLY, command: valueOfField(source.name) };
    case 'listed':
      return listedValue(source, fallback);
    case 'page':
      return undefined;
  }
}

/** A value of a list, where a line can tell: findings have the values themselves. */
function listedValue(source: ListedValue, fallback: Fallback | undefined): Extraction | undefined {
  const list = jqProgram(parsePointer(source.list), undefined);
  switch (source.take) {
    case 'identifier':
      return fromBody(`${source.list}/0${formatPointer([source.key])}`, fallback);
    case 'filter':
      return withJq(`[${list}[]${jqMember(source.member, 1)}] | flatten | map(select(. != null)) | .[0]`);
    case 'pageSize':
      return withJq(`${list} | length / 3 | ceil`);
    default:
      return undefined;
  }
}

const HEADERS_ONLY = ['-s', '-D', '-', '-o', '/dev/null'] as const;

/** The value of a header field, whatever the case of its name. */
function valueOfField(name: string): string {
  return `tr -d '\\r' | sed -n 's|^${name}: *||Ip'`;
}

function fromBody(pointer: string, fallback: Fallback | undefined): Extraction {
  return withJq(jqProgram(parsePointer(pointer), fallback?.text));
}

function withJq(program: string): Extraction {
  return { options: ['-s'], command: `jq -r ${shellQuoted(program)}` };
}

function nextCursor({ parameter, at, last }: NextPage): Extraction {
  if (at !== undefined) return fromBody(at, undefined);
  if (last !== undefined) {
    const list = jqProgram(parsePointer(last.list), undefined);
    return withJq(`${list}[-1]${jqMember(last.key, 1)}`);
  }
  const next = String.raw`s|^link:.*[?&]${parameter}=\([^&>]*\)[^,]*rel="*next.*|\1|Ip`;
  return { options: HEADERS_ONLY, command: `tr -d '\\r' | sed -n ${shellQuoted(next)}` };
}

/** The last part of the Location field, where the answer's body does not carry the identifier. */
const LAST_OF_LOCATION: Extraction = {
  options: HEADERS_ONLY,
  command: String.raw`tr -d '\r' | sed -n 's|^[Ll]ocation:.*/||p'`,
};

/** `.[0].id // "1"` with a fallback for what is not there. */
function jqProgram(path: readonly string[], fallback: string | undefined): string {
  const members = path.map(jqMember).join('');
  const program = members === '' ? '.' : members;
  return fallback === undefined ? program : `${program} // ${JSON.stringify(fallback)}`;
}

function jqMember(name: string, index: number): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return `.${name}`;
  return /^\d+$/.test(name) ? `${index === 0 ? '.' : ''}[${name}]` : `.[${JSON.stringify(name)}]`;
}
