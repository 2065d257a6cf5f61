import { replaceAt } from '../../base/edit-json.ts';
import { atPointer } from '../../base/json-pointer.ts';
import { writeCredential } from '../../codec/credential.ts';
import type { SecurityScheme } from '../../description/model/security.ts';
import { encodeText } from '../../http/charset.ts';
import { NO_BODY, type RawRequest } from '../../http/message.ts';
import type { RequestPlan } from './case.ts';
import type { Identities } from './identities.ts';
import type { Law } from './law.ts';
import { placeholder, replacePlaceholders } from './placeholder.ts';
import { bodyOf, withBodyValue } from './request-parts.ts';

/** A credential that nobody has. */
export const WRONG_CREDENTIAL = 'wrong-credential';

/** Writes a plan as a request: values bound by earlier steps, credentials, and headers that go with every request. */
export function toRawRequest(
  plan: RequestPlan,
  bound: Readonly<Record<string, string>>,
  context: {
    readonly schemes?: readonly SecurityScheme[];
    readonly identities?: Identities;
    readonly headers?: Readonly<Record<string, string>>;
  },
): RawRequest {
  const { schemes = [], identities = {}, headers = {} } = context;
  const request: RawRequest = {
    method: plan.method,
    target: fillTarget(plan.target, bound),
    headers: { ...headers, ...filledFields(plan.headers, bound) },
    body: plan.body === undefined ? NO_BODY : encodeText(plan.body),
  };
  const { identity, wrong, empty = [] } = plan.credentials;
  return plan.credentials.schemes.reduce((written, name) => {
    const scheme = schemes.find((candidate) => candidate.name === name);
    const held = wrong.includes(name) ? WRONG_CREDENTIAL : identities[identity]?.credentials[name];
    const value = empty.includes(name) ? '' : held;
    return scheme === undefined || value === undefined ? written : writeCredential(written, scheme, value);
  }, request);
}

/** Whether a plan refers to a value by its name. */
export function refersTo({ target, headers, refers = {} }: RequestPlan, name: string): boolean {
  if (Object.values(refers).includes(name)) return true;
  return [target, ...Object.values(headers)].some((text) => text.includes(placeholder(name)));
}

function filledFields(fields: RequestPlan['headers'], bound: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(fields).map(([field, text]) => [field, replacePlaceholders(text, (name) => bound[name])]),
  );
}

/** Puts bound values, percent-encoded, where `{{name}}` stands. */
export function fillTarget(target: string, bound: Readonly<Record<string, string>>): string {
  return replacePlaceholders(target, (name) => {
    const value = bound[name];
    return value === undefined ? undefined : encodeURIComponent(value);
  });
}

/** By JSON Pointer, the name under which the value is bound that stands there. */
export type Refers = Readonly<Record<string, string>>;

type Bound = Readonly<Record<string, string>>;

/** The request with bound values in its JSON body; what is made up stays where a value is not there, or no number. */
export function withReferred(request: RequestPlan, bound: Bound): RequestPlan {
  const { refers } = request;
  return refers === undefined ? request : withBodyValue(request, filled(bodyOf(request), refers, bound));
}

/** The same for what a law says was sent. */
export function lawWithReferred<Any extends Law>(law: Any, bound: Bound): Any {
  if (law.kind === 'filtered' && law.refer !== undefined) {
    return { ...law, value: filled(law.value, { '': law.refer }, bound) };
  }
  if (!('sent' in law) || law.refers === undefined) return law;
  return { ...law, sent: filled(law.sent, law.refers, bound) };
}

function filled(value: unknown, refers: Refers, bound: Bound): unknown {
  return Object.entries(refers).reduce((current, [pointer, name]) => {
    const known = atPointer(current, pointer);
    const text = Object.hasOwn(bound, name) ? bound[name] : undefined;
    if (known === undefined || text === undefined) return current;
    if (typeof known !== 'number') return replaceAt(current, pointer, text);
    return /^-?\d+(\.\d+)?$/.test(text) ? replaceAt(current, pointer, Number(text)) : current;
  }, value);
}

/** The body of a request as a text in which `{{name}}` stands for what is bound. */
export function bodyWithNames({ refers = {}, ...request }: RequestPlan): string | undefined {
  const value = bodyOf(request);
  const named = Object.entries(refers).filter(([pointer]) => atPointer(value, pointer) !== undefined);
  if (named.length === 0) return request.body;
  const numbers = named.filter(([pointer]) => typeof atPointer(value, pointer) === 'number');
  const whole = named.reduce(
    (current, [pointer, name]) => replaceAt(current, pointer, placeholder(name)),
    value,
  );
  return numbers.reduce(
    (text, [, name]) => text.replaceAll(JSON.stringify(placeholder(name)), () => placeholder(name)),
    JSON.stringify(whole),
  );
}
