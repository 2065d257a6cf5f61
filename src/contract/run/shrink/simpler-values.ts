import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import type { RequestPlan } from '../../case/case.ts';
import { placeholderName } from '../../case/placeholder.ts';
import { bodyOf, pairsOf, withBodyValue, withPairs } from '../../case/request-parts.ts';
import { isNaturalKey } from '../../plan/requests/unique-values.ts';

/** The same request with one value simpler each: shorter texts, smaller numbers. */
export function simplerRequests(request: RequestPlan): readonly RequestPlan[] {
  const pairs = pairsOf(request);
  const body = bodyOf(request);
  return [
    ...pairs.flatMap((pair, index) =>
      simplerPairs(pair).map((other) => withPairs(request, pairs.with(index, other))),
    ),
    ...leavesIn(body, []).flatMap(({ path, value }) =>
      simplerValues(value).map((other) =>
        withBodyValue(request, replaceAt(body, formatPointer(path), other)),
      ),
    ),
  ];
}

function simplerPairs(pair: string): readonly string[] {
  const [, name = '', text = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
  if (placeholderName(text) !== undefined) return []; // of an item that is there
  return ['0', '1', 'a', 'aa', 'aaa']
    .filter((one) => one.length < text.length)
    .map((one) => `${name}=${one}`);
}

/** The simplest first. */
function simplerValues(value: unknown): readonly unknown[] {
  if (typeof value === 'number') {
    const half = Math.trunc(value / 2);
    return [0, 1, half].filter((one) => Math.abs(one) < Math.abs(value));
  }
  if (typeof value !== 'string') return [];
  const texts = ['', 'a', 'aa', 'aaa', value.slice(0, Math.ceil(value.length / 2))];
  return texts.filter((one) => one.length < value.length);
}

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** Names that no two items share stay: another case might come to the same ones. */
function leavesIn(value: unknown, path: readonly (string | number)[]): readonly Leaf[] {
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    return items.flatMap((item, index) => leavesIn(item, [...path, index]));
  }
  if (!isObject(value)) return [{ path, value }];
  return Object.entries(value)
    .filter(([name]) => !isNaturalKey(name) && !REFERENCE.test(name))
    .flatMap(([name, inner]) => leavesIn(inner, [...path, name]));
}
