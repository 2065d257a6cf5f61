import { equalJson, isObject } from '../../../base/json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { exactText } from '../../../base/exact-json.ts';
import { hasStatus } from './find-exchanges.ts';
import type { JournalEntry } from '../inspect/shown/exchange.ts';

/** What was to be sent. Members that are left out may be anything. */
export interface Expectation {
  /** `operationId` or `METHOD /path`. */
  readonly operation?: string;
  readonly method?: string;
  /** Percent-encoded, as it is sent. */
  readonly path?: string;
  /** The status of the response, such as `404`, or a class of them such as `4xx`. */
  readonly status?: string | number;
  /** Parameters of the query; there may be more. */
  readonly query?: Readonly<Record<string, unknown>>;
  /** Header fields of the request, by name in any case; there may be more. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A part of the body: objects may have more members; lists have these items. */
  readonly body?: unknown;
  /** How often: exactly, or at least and at most. Default: at least once. */
  readonly times?: number | { readonly atLeast?: number; readonly atMost?: number };
}

/** Returns what differs from an expectation, a text each; empty for an exchange that meets it. */
export function differencesFrom(
  { operation, method, path, status, query = {}, headers = {}, body }: Expectation,
  entry: JournalEntry,
  isOfOperation: boolean,
): readonly string[] {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const isAny = (wanted: unknown) => wanted === undefined;
  return [
    ...(isAny(operation) || isOfOperation ? [] : [`it is ${entry.operation ?? 'no operation'}`]),
    ...(isAny(method) || entry.method === method?.toUpperCase() ? [] : [`the method is ${entry.method}`]),
    ...(isAny(path) || entry.path === path ? [] : [`the path is ${entry.path}`]),
    ...(isAny(status) || hasStatus(entry.response.status, String(status))
      ? []
      : [`the status is ${entry.response.status}`]),
    ...partDifferences(textually(query), entry.query, ['query']),
    ...partDifferences(Object.fromEntries(named), entry.headers, ['headers']),
    ...(isAny(body) ? [] : partDifferences(body, entry.body, ['body'])),
  ];
}

/** Returns values as a query has them: `{ limit: 2 }` means `?limit=2`. */
function textually(query: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const texts = Object.entries(query).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String) : String(value),
  ]);
  return Object.fromEntries(texts);
}

/** Compares a part with a whole. */
function partDifferences(
  part: unknown,
  whole: unknown,
  place: readonly (string | number)[],
): readonly string[] {
  if (isObject(part) && isObject(whole)) {
    return Object.entries(part).flatMap(([name, value]) =>
      Object.hasOwn(whole, name)
        ? partDifferences(value, whole[name], [...place, name])
        : [`${shown([...place, name])} is missing`],
    );
  }
  if (Array.isArray(part) && Array.isArray(whole) && part.length === whole.length) {
    const wholes: readonly unknown[] = whole;
    return part.flatMap((value, index) => partDifferences(value, wholes[index], [...place, index]));
  }
  return equalJson(part, whole) ? [] : [`${shown(place)} is ${excerpt(whole)}, not ${excerpt(part)}`];
}

function shown(place: readonly (string | number)[]): string {
  return formatPointer(place).slice(1);
}

function excerpt(value: unknown): string {
  const text = exactText(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
