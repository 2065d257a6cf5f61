import { readBody, type HeaderFields, type RawRequest } from '../../../src/http/message.ts';
import type { CheckId, Finding } from '../../../src/contract/case/finding.ts';
import type { Report } from '../../../src/contract/report/report.ts';
import type { Case } from '../../../src/contract/case/case.ts';
import { memoised } from '../../../src/base/memoise.ts';
import {
  bundled,
  casesOf,
  fewOfEach,
  resetHandle,
  runOn,
  type BundledName,
  type Handle,
} from '../bundled.ts';
import { parseJson } from '../parse-json.ts';

/** A mock that is broken in one place, and where that has to be noticed. */
export interface Fault {
  /** Says what the mock does wrong. */
  readonly name: string;
  /** The operation that is broken, by its id, or `METHOD /path` for one that is not documented. */
  readonly operation: string;
  /** The check that finds it. */
  readonly check: CheckId;
  /** The operation that shows it, where that is another one. */
  readonly shownBy?: string;
  /** Default: `rocketchat`. */
  readonly api?: BundledName;
  readonly broken: Broken;
}

/** Breaks what handles the requests of one operation. */
export type Broken = (next: Handle) => Handle;

/** An answer with its body decoded; with `text`, that is sent instead. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: unknown;
  readonly text?: string;
}

/** A request with its body decoded; with `text`, that is sent instead. */
export interface Asked extends Omit<RawRequest, 'body'> {
  readonly body: unknown;
  readonly text?: string;
}

const encoder = new TextEncoder();

/** Changes answers on their way out; what `change` does not name stays. */
export function answering(change: (answer: Answer, asked: Asked) => Partial<Answer>): Broken {
  return (next) => async (request) => {
    const response = await next(request);
    const { status, headers } = response;
    const answer: Answer = { status, headers, body: parseJson(await readBody(response)) };
    const changed = { ...answer, ...change(answer, decode(request)) };
    return { status: changed.status, headers: changed.headers, body: encode(changed) };
  };
}

/** Changes requests before the mock sees them: what is wrong in them is put right. */
export function reading(change: (asked: Asked) => Partial<Asked>): Broken {
  return (next) => (request) => {
    const changed = { ...decode(request), ...change(decode(request)) };
    const isSame =
      changed.text === undefined && JSON.stringify(changed.body) === JSON.stringify(parseJson(request.body));
    return next({
      method: changed.method,
      target: changed.target,
      headers: changed.headers,
      body: isSame ? request.body : encode(changed),
    });
  };
}

/** Breaks only what such requests get. */
export function when(isMeant: (asked: Asked) => boolean, broken: Broken): Broken {
  return (next) => {
    const instead = broken(next);
    return (request) => (isMeant(decode(request)) ? instead(request) : next(request));
  };
}

/** Breaks only answers of such statuses. */
export function on(status: number, change: (answer: Answer, asked: Asked) => Partial<Answer>): Broken {
  return answering((answer, asked) => (answer.status === status ? change(answer, asked) : {}));
}

/** Answers without asking the mock. */
export function always(status: number, body: unknown): Broken {
  return () => () => Promise.resolve({ status, headers: JSON_HEADERS, body: encode({ body }) });
}

const JSON_HEADERS = { 'content-type': 'application/json' };

export function decode(request: RawRequest): Asked {
  return { ...request, body: parseJson(request.body) };
}

function encode({ body, text }: { readonly body: unknown; readonly text?: string }): Uint8Array {
  return encoder.encode(text ?? (body === undefined ? '' : JSON.stringify(body)));
}

/** The place where a mock is broken. */
export type Break = Pick<Fault, 'api' | 'operation' | 'broken'>;

/** The mock of an API, as it is at the start, with the fault in it. */
export async function brokenHandle({ api = 'rocketchat', operation, broken }: Break): Promise<Handle> {
  const whole = await resetHandle(api);
  const instead = broken(whole);
  const isMeant = requestsOf(api, operation);
  return (request) => (isMeant(request) ? instead(request) : whole(request));
}

/** Which requests are those of an operation, or of `METHOD /path`. */
function requestsOf(api: BundledName, operation: string): (request: RawRequest) => boolean {
  const found = bundled(api).description.operationById(operation);
  const [method, path = ''] = found ? [found.method, found.path] : operation.split(' ');
  const pattern = new RegExp(`^${path.replace(/\{[^{}]+\}/g, '[^/?]+')}(\\?|$)`);
  return (request) => request.method === method && pattern.test(request.target);
}

const isOneOfFew = memoised((api: BundledName) => {
  const ids = new Set(fewOfEach(casesOf(api)).map(({ id }) => id));
  return ({ id }: Pick<Case, 'id'>) => ids.has(id);
});

/** Returns the report on the cases of the broken operation, and on a few of each kind of the others that it has part in. */
export async function shortReportOn(fault: Break): Promise<Report> {
  const { api = 'rocketchat', operation } = fault;
  const isFew = isOneOfFew(api);
  return runOn(await brokenHandle(fault), api, {
    concurrency: 1,
    filter: (one) => one.operationId === operation || (hasPart(one, operation) && isFew(one)),
  });
}

/**
 * Returns the report on the cases that the broken operation has part in: on all of them, or up to the first finding
 * that is `wanted`.
 */
export async function reportOn(
  fault: Break,
  wanted: (finding: Finding) => boolean = () => false,
): Promise<Report> {
  const { api = 'rocketchat', operation } = fault;
  const ending = new AbortController();
  return runOn(await brokenHandle(fault), api, {
    concurrency: 1, // a fault that harms other cases' items shows the same each time
    filter: (one) => hasPart(one, operation),
    signal: ending.signal,
    onEvent: (event) => {
      if (event.kind === 'finished' && event.result.findings.some(wanted)) ending.abort();
    },
  });
}

function hasPart(one: Case, operation: string): boolean {
  return one.operationId === operation || one.steps.some(({ operationId }) => operationId === operation);
}
