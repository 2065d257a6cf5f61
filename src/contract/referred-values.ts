import { atPointer } from '../spec/json-pointer.ts';
import type { RequestPlan } from './case.ts';
import type { Law } from './law.ts';
import { bodyOf, withBodyValue } from './shrink/request-body.ts';
import { replaceAt } from './template.ts';

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
  const whole = named.reduce((current, [pointer, name]) => replaceAt(current, pointer, `{{${name}}}`), value);
  const names = new Set(numbers.map(([, name]) => name));
  return JSON.stringify(whole).replace(/"(\{\{([^{}]+)\}\})"/g, (text, bare: string, name: string) =>
    names.has(name) ? bare : text,
  );
}
