import {
  inSingleQuotes,
  needsPrintf,
  printfCommand,
  shellQuoted,
} from '../../contract/report/text/shell-quote.ts';

/** What is copied of an exchange. */
export interface CopiedExchange {
  /** The address of the mock. */
  readonly url: string;
  readonly method: string;
  /** Path and query as they are sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The text of the body; null without one. */
  readonly text: string | null;
  readonly operation: string | null;
  readonly response: { readonly status: number; readonly text: string | null };
}

/** Header fields that the client writes itself. */
const OWN_FIELDS =
  /^(?:host|connection|content-length|transfer-encoding|keep-alive|upgrade|accept-encoding|user-agent|origin|referer|te|sec-.*|via|x-stuntdouble-fault)$/i;

function fieldsOf({ headers }: CopiedExchange): readonly (readonly [string, string])[] {
  return Object.entries(headers).filter(([name]) => !OWN_FIELDS.test(name));
}

/** Returns a line for a shell that sends the request by curl. */
export function curlText(exchange: CopiedExchange): string {
  const { url, method, target, text } = exchange;
  const fields = fieldsOf(exchange);
  const hasType = fields.some(([name]) => name.toLowerCase() === 'content-type');
  const words = [
    'curl',
    ...(url.startsWith('https:') ? ['-k'] : []),
    '-g',
    '--path-as-is',
    ...(method === 'HEAD'
      ? ['-I']
      : method === (text === null ? 'GET' : 'POST')
        ? []
        : ['-X', shellQuoted(method)]),
    ...fields.flatMap(([name, value]) => [
      '-H',
      shellQuoted(value === '' ? `${name};` : `${name}: ${value}`),
    ]),
    ...(text !== null && !hasType ? ['-H', shellQuoted('content-type:')] : []),
  ];
  const address = shellQuoted(`${url}${target}`);
  if (text === null) return [...words, address].join(' ');
  if (!needsPrintf(text.replace(/[\n\t]/g, '')))
    return [...words, '--data-raw', inSingleQuotes(text), address].join(' ');
  return `${printfCommand([text])} | ${[...words, '--data-binary', '@-', address].join(' ')}`;
}

/** Returns JavaScript that sends the request by `fetch`. */
export function fetchText(exchange: CopiedExchange): string {
  return `await ${fetchCall(exchange, '')};`;
}

/** Returns a test for Jest or Vitest that sends the request, and expects the response that came. */
export function jestText(exchange: CopiedExchange): string {
  const { method, target, operation, response } = exchange;
  const [path = target] = target.split('?');
  const value = valueOf(response.text);
  const body = value === undefined ? [] : [`  expect(await response.json()).toEqual(${value});`];
  return [
    `test(${quoted(`${operation ?? `${method} ${path}`}: ${response.status}`)}, async () => {`,
    `  const response = await ${fetchCall(exchange, '  ')};`,
    `  expect(response.status).toBe(${response.status});`,
    ...body,
    '});',
  ].join('\n');
}

function fetchCall(exchange: CopiedExchange, indent: string): string {
  const { url, method, target, text } = exchange;
  const fields = fieldsOf(exchange);
  const members = [
    ...(method === 'GET' ? [] : [`method: ${quoted(method)}`]),
    ...(fields.length === 0
      ? []
      : [`headers: [${fields.map(([name, value]) => `[${quoted(name)}, ${quoted(value)}]`).join(', ')}]`]),
    ...(text === null ? [] : [`body: ${quoted(text)}`]),
  ];
  const address = quoted(`${url}${target}`);
  if (members.length === 0) return `fetch(${address})`;
  return `fetch(${address}, {\n${members.map((member) => `${indent}  ${member},\n`).join('')}${indent}})`;
}

/** Returns a JSON text as JavaScript; undefined for a text that is no JSON. */
function valueOf(text: string | null): string | undefined {
  if (text === null) return undefined;
  try {
    const written = JSON.stringify(JSON.parse(text), null, 2);
    if (written.includes('"__proto__"')) return `JSON.parse(${quoted(text)})`;
    return harmless(written).replaceAll('\n', '\n  ');
  } catch {
    return undefined;
  }
}

/** Returns a text as a literal of JavaScript, which may also stand in a script of a page. */
function quoted(text: string): string {
  return harmless(JSON.stringify(text));
}

/** Escapes what a page, or an editor, would take for something else. Such characters stand only in literals. */
function harmless(literal: string): string {
  return literal.replace(/[<\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((code) => String.raw`\u` + code.toString(16).padStart(4, '0'))
      .join(''),
  );
}
