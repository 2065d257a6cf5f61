import { exactText, exactValue } from '../../base/exact-json.ts';
import { replaceAt } from '../../base/edit-json.ts';
import { atPointer } from '../../base/json-pointer.ts';
import type { BoundValues } from './bindings.ts';
import type { Case, RequestPlan } from './case.ts';
import type { Law } from './law.ts';
import { placeholder, placeholderNames, replacePlaceholders } from './placeholder.ts';
import { bodyOf, withBodyValue } from './request-parts.ts';

/** By JSON Pointer, the name under which the value is bound that stands there. */
export type Refers = Readonly<Record<string, string>>;

/** Returns the names of the bound values that a request refers to. */
export function namesIn({ target, headers, refers = {} }: RequestPlan): readonly string[] {
  const names = [...placeholderNames(target)];
  for (const text of Object.values(headers)) names.push(...placeholderNames(text));
  names.push(...Object.values(refers));
  return names;
}

/** Puts bound values, percent-encoded, into the placeholders of a target. */
export function fillTarget(target: string, bound: BoundValues): string {
  return replacePlaceholders(target, (name) => {
    const value = valueOf(name, bound);
    return value === undefined ? undefined : encodeURIComponent(value);
  });
}

/** Puts bound values into the header fields of a request. */
export function fillFields(headers: RequestPlan['headers'], bound: BoundValues): RequestPlan['headers'] {
  const isFilled = Object.values(headers).every((text) => placeholderNames(text).length === 0);
  if (isFilled) return headers;
  const entries = Object.entries(headers).map(([field, text]) => [
    field,
    replacePlaceholders(text, (name) => valueOf(name, bound)),
  ]);
  return Object.fromEntries(entries) as RequestPlan['headers'];
}

/** Puts bound values into a JSON body. Where one is missing, or is not the number that it has to be, nothing changes. */
export function fillBody(request: RequestPlan, bound: BoundValues): RequestPlan {
  const { refers } = request;
  return refers === undefined ? request : withBodyValue(request, filled(bodyOf(request), refers, bound));
}

/** Puts values that a list showed into the targets of a case's requests, percent-encoded. */
export function withShown(one: Case, shown: BoundValues = {}): Case {
  if (Object.keys(shown).length === 0) return one;
  const steps = one.steps.map((step) => ({
    ...step,
    request: { ...step.request, target: fillTarget(step.request.target, shown) },
  }));
  return { ...one, steps };
}

/** Puts bound values into what a law says was sent. */
export function fillLaw<Any extends Law>(law: Any, bound: BoundValues): Any {
  if (law.kind === 'filtered' && law.refer !== undefined) {
    return { ...law, value: filled(law.value, { '': law.refer }, bound) };
  }
  if (!('sent' in law) || law.refers === undefined) return law;
  return { ...law, sent: filled(law.sent, law.refers, bound) };
}

function filled(value: unknown, refers: Refers, bound: BoundValues): unknown {
  return Object.entries(refers).reduce((current, [pointer, name]) => {
    const known = atPointer(current, pointer);
    const text = valueOf(name, bound);
    if (known === undefined || text === undefined) return current;
    if (typeof known !== 'number') return replaceAt(current, pointer, text);
    return /^-?\d+(\.\d+)?$/.test(text) ? replaceAt(current, pointer, exactValue(text)) : current;
  }, value);
}

function valueOf(name: string, bound: BoundValues): string | undefined {
  return Object.hasOwn(bound, name) ? bound[name] : undefined;
}

/** Returns the body of a request as a text with placeholders where bound values belong. */
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
    exactText(whole),
  );
}
