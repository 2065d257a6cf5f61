import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { isIndex, leavesOf, type Token } from '../../../base/json-tree.ts';
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
    ...leavesOf(body, isKept).flatMap(({ path, value }) =>
      simplerValues(value).map((other) =>
        withBodyValue(request, replaceAt(body, formatPointer(path), other)),
      ),
    ),
  ];
}

/** Names that no two items share stay: another case might come to the same ones. */
function isKept(token: Token): boolean {
  return !isIndex(token) && (isNaturalKey(token) || REFERENCE.test(token));
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
