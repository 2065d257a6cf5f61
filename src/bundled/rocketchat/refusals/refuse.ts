import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import type { RawRequest } from '../../../http/message.ts';
import { queryOf } from '../../../http/request-target.ts';
import type { Refuse } from '../../../mock/behaviour/behaviour.ts';
import { bodyOf, checkWords, laterCheck } from './check-words.ts';

type Violation = Parameters<Refuse>[0][number];

/** The body of a refusal. */
interface Words {
  readonly success: false;
  readonly error: string;
  readonly errorType?: string;
  readonly details?: object;
}

/**
 * Writes refusals as the platform does: with one message, in its validator's words where no page has others. 401 and 403
 * have documented bodies.
 */
export const refuse: Refuse = (violations, { id }, { status, reason, request }) => {
  if (status === 401 || status === 403) return undefined;
  const rank = (one: Violation) => laterCheck(one, id, request) ?? rankOf(one);
  const first = violations.toSorted((left, right) => rank(left) - rank(right))[0];
  if (status !== 400 || first === undefined) return { success: false, error: reason };
  if (id === 'listDepartmentsByIds' && first.keyword === 'required')
    return { success: false, error: "The 'ids' param is required" };
  return (
    dateWords(first) ??
    jsonWords(first, request) ??
    checkWords(first, id, request) ??
    invalidParams(first, request)
  );
};

/** The validator names what is missing first, then what is too much. What handlers refuse comes last. */
function rankOf({ keyword, pointer, where }: Violation): number {
  if (keyword === 'format' || (where === 'query' && JSON_NAMES.has(queryNameIn(pointer)))) return 3;
  return keyword === 'required' ? 0 : keyword === 'additionalProperties' ? 1 : 2;
}

function dateWords({ keyword, params, pointer }: Violation): Words | undefined {
  if (keyword !== 'format' || params['format'] !== 'parseable-date') return undefined;
  return { success: false, error: `The "${nameIn(pointer)}" query parameter must be a valid date.` };
}

/** The parameters that are JSON: texts to the validator, which handlers parse. */
const JSON_NAMES: ReadonlySet<string> = new Set(['sort', 'fields', 'selector']);

/** The words for a parameter that is not the JSON that it has to be. */
function jsonWords(
  { where, keyword, pointer }: Violation,
  request: RawRequest | undefined,
): Words | undefined {
  const name = queryNameIn(pointer);
  if (
    where !== 'query' ||
    !JSON_NAMES.has(name) ||
    ['required', 'repeated', 'additionalProperties'].includes(keyword)
  )
    return undefined;
  const text = new URLSearchParams(queryOf(request?.target ?? '')).get(name) ?? '';
  if (name === 'selector') return { success: false, error: selectorFault(text) };
  return {
    success: false,
    error: `Invalid ${name} parameter provided: "${text}" [error-invalid-${name}]`,
    errorType: `error-invalid-${name}`,
    details: { helperMethod: 'parseJsonQuery' },
  };
}

function selectorFault(text: string): string {
  if (text === '') return "The 'selector' param is required";
  try {
    JSON.parse(text);
    return 'Invalid selector';
  } catch (error) {
    return error instanceof Error ? error.message : 'Invalid selector';
  }
}

function invalidParams(violation: Violation, request: RawRequest | undefined): Words {
  return {
    success: false,
    error: `${messageOf(violation, request)} [invalid-params]`,
    errorType: 'invalid-params',
  };
}

/** The parameters that the validator takes for numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['count', 'offset', 'order']);

/**
 * The validator's message. A parameter that is given twice is a list to it, what may be null too goes by the other type, and
 * there are no integers: only a fraction, which it accepts, is refused as in the description.
 */
function messageOf({ keyword, message, params, pointer, where }: Violation, request?: RawRequest): string {
  const isNumber = NUMBERS.has(nameIn(pointer));
  if (keyword === 'repeated') return isNumber ? 'must be number' : 'must be string';
  if (keyword !== 'type') return message;
  const [type] = [params['type']].flat();
  const isFraction = where === 'body' && typeof atPointer(bodyOf(request), pointer) === 'number';
  return `must be ${type === 'integer' && isNumber && !isFraction ? 'number' : String(type)}`;
}

/** Returns the name of a query parameter, also for a place inside its JSON. */
function queryNameIn(pointer: string): string {
  return parsePointer(pointer)[0] ?? '';
}

function nameIn(pointer: string): string {
  return parsePointer(pointer).at(-1) ?? '';
}
