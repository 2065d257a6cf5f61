import { runContract, type ContractOptions } from '../../../src/contract/run-contract.ts';
import type { Report } from '../../../src/contract/report/report.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { isObject } from '../../../src/base/json.ts';
import type { RawRequest, RawResponse } from '../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';

/** A request as a small server reads it. */
export interface Asked {
  /** `POST /nails/{}`: what is below the collection has no name. */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The last part of the path. */
  readonly id: string;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
  /** The members of the body; none where it is no object. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: RawRequest['headers'];
}

/** A status, with the JSON value of the body and header fields. */
export type Reply = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** Answers in this process what `answer` says; a method that no other is like is 405. */
export function smallServer(answer: (asked: Asked) => Reply) {
  const asked: Asked[] = [];
  const handle = (request: RawRequest): Promise<RawResponse> => {
    const one = read(request);
    asked.push(one);
    const [status, body, headers = {}] = answer(one);
    const bytes = body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body));
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    return Promise.resolve({ status, headers: { ...type, ...headers }, body: bytes });
  };
  return { asked, target: handlerTarget('small', handle) };
}

function read({ method, target, headers, body }: RawRequest): Asked {
  const [path = '', query = ''] = target.split('?');
  const [, collection = '', ...rest] = path.split('/').map(decodeURIComponent);
  const value = parsed(new TextDecoder().decode(body));
  return {
    what: `${method} /${[collection, ...rest.map((_, index) => (index % 2 === 0 ? '{}' : rest[index]))].join('/')}`,
    method,
    path,
    query: new URLSearchParams(query),
    id: rest.at(-1) ?? '',
    body: value,
    members: isObject(value) ? value : {},
    headers,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Refuses a method that the path does not have. */
export const notAllowed = (...methods: readonly string[]): Reply => [
  405,
  undefined,
  { allow: methods.join(', ') },
];

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

/** A response with a body of a schema, or without one. */
export const shown = (schema?: object) => ({ description: 'it', ...(schema && json(schema)) });

/** A body that has to be sent. */
export const sent = (schema: object) => ({ requestBody: { required: true, ...json(schema) } });

export const inPath = (...names: readonly string[]) =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

/** Runs the suite on such a server. */
export function runOn(
  paths: object,
  answer: (asked: Asked) => Reply,
  options: Partial<Omit<ContractOptions, 'target' | 'description'>> = {},
): Promise<{ readonly report: Report; readonly asked: readonly Asked[] }> {
  const { target, asked } = smallServer(answer);
  const document = { openapi: '3.1.0', info: { title: 'small', version: '1' }, paths };
  const description = loadDescriptionSync(document, { name: 'small' });
  return runContract({ description, target, safety: 'full', mark: 'k7q2', ...options }).then((report) => ({
    report,
    asked,
  }));
}

/** Returns the checks that failed, each once, with its operation. */
export function checksOf({ findings }: Pick<Report, 'findings'>): readonly string[] {
  return [...new Set(findings.map(({ check, operationId }) => `${check} ${operationId}`))].toSorted();
}

/** Returns the reasons of blocked cases, each once. */
export function blockedBy({ results }: Pick<Report, 'results'>): readonly string[] {
  const reasons = results.flatMap(({ verdict }) => (verdict.kind === 'blocked' ? [verdict.reason] : []));
  return [...new Set(reasons)].toSorted();
}
