import { isObject } from '../../../base/json.ts';
import type { Expectation } from './expectation.ts';

const TEXTS = ['operation', 'method', 'path'];

const KNOWN = [...TEXTS, 'status', 'query', 'headers', 'body', 'times'];

/** Reads an expectation that was JSON; a text that says what is wrong with it. */
export function parseExpectation(value: unknown): Expectation | string {
  if (!isObject(value))
    return 'this is not an expectation: give an object, such as {"operation": "createThing"}';
  const unknown = Object.keys(value).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) return `/${unknown}: there is no such member; there are ${KNOWN.join(', ')}`;
  const noText = TEXTS.find((name) => value[name] !== undefined && typeof value[name] !== 'string');
  if (noText !== undefined) return `/${noText}: give a text`;
  const { status, query, headers, times } = value;
  if (status !== undefined && !isStatus(status)) return '/status: give one such as 404 or "4xx"';
  if (query !== undefined && !isObject(query)) return '/query: give an object';
  if (
    headers !== undefined &&
    !(isObject(headers) && Object.values(headers).every((one) => typeof one === 'string'))
  )
    return '/headers: give an object of texts';
  return times === undefined || isTimes(times)
    ? value
    : '/times: give a whole number, or an object with atLeast, atMost or both';
}

function isStatus(status: unknown): boolean {
  return typeof status === 'string' || Number.isInteger(status)
    ? /^[1-5](\d\d|xx)$/i.test(String(status))
    : false;
}

function isTimes(times: unknown): boolean {
  if (!isObject(times)) return isCount(times);
  const entries = Object.entries(times);
  return (
    entries.length > 0 && entries.every(([name, count]) => /^at(Least|Most)$/.test(name) && isCount(count))
  );
}

function isCount(count: unknown): boolean {
  return typeof count === 'number' && Number.isInteger(count) && count >= 0;
}
