import { replaceAt } from '../../../base/edit-json.ts';
import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { RequestPlan } from '../../case/case.ts';
import { bodyOf, pairsOf, withBodyValue, withPairs } from '../../case/request-parts.ts';

/** A part of a request that its description calls optional, and that the target does not do without. */
export type NeededPart =
  | { readonly part: 'query'; readonly pair: string }
  | { readonly part: 'header'; readonly name: string; readonly text: string }
  | { readonly part: 'body'; readonly text: string; readonly type: string }
  /** A top-level member of a JSON body. */
  | { readonly part: 'member'; readonly pointer: string; readonly value: unknown };

/** Returns what a request has more than a smaller one. */
export function partsBeyond(request: RequestPlan, smaller: RequestPlan): readonly NeededPart[] {
  const known = new Set(pairsOf(smaller));
  const pairs = pairsOf(request).filter((pair) => !known.has(pair));
  const headers = Object.entries(request.headers).filter(
    ([name]) => name !== 'content-type' && smaller.headers[name] === undefined,
  );
  return [
    ...pairs.map((pair): NeededPart => ({ part: 'query', pair })),
    ...headers.map(([name, text]): NeededPart => ({ part: 'header', name, text })),
    ...bodyBeyond(request, smaller),
  ];
}

function bodyBeyond(request: RequestPlan, smaller: RequestPlan): readonly NeededPart[] {
  const { body, headers } = request;
  if (body === undefined) return [];
  const value = bodyOf(request);
  if (smaller.body === undefined || !isObject(value)) {
    const type = headers['content-type'] ?? '';
    return smaller.body === undefined ? [{ part: 'body', text: body, type }] : [];
  }
  const less = bodyOf(smaller);
  return Object.entries(value)
    .filter(([name]) => !isObject(less) || !Object.hasOwn(less, name))
    .map(([name, member]): NeededPart => ({
      part: 'member',
      pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      value: member,
    }));
}

/** Adds the parts that a request does not have in any form. */
export function withParts(request: RequestPlan, parts: readonly NeededPart[]): RequestPlan {
  return parts.reduce(withPart, request);
}

function withPart(request: RequestPlan, part: NeededPart): RequestPlan {
  switch (part.part) {
    case 'query': {
      const pairs = pairsOf(request);
      const name = part.pair.replace(/=.*$/s, '');
      const isThere = pairs.some((pair) => pair.replace(/=.*$/s, '') === name);
      return isThere ? request : withPairs(request, [...pairs, part.pair]);
    }
    case 'header':
      return request.headers[part.name] === undefined
        ? { ...request, headers: { ...request.headers, [part.name]: part.text } }
        : request;
    case 'body':
      return request.body === undefined
        ? { ...request, body: part.text, headers: { ...request.headers, 'content-type': part.type } }
        : request;
    case 'member': {
      const value = bodyOf(request);
      const isMissing = isObject(value) && atPointer(value, part.pointer) === undefined;
      return isMissing && parsePointer(part.pointer).length === 1
        ? withBodyValue(request, replaceAt(value, part.pointer, part.value))
        : request;
    }
  }
}

/** Says in a few words what the part is, for reports: `query meta`, `/group`. */
export function partName(part: NeededPart): string {
  switch (part.part) {
    case 'query':
      return `query ${part.pair.replace(/=.*$/s, '')}`;
    case 'header':
      return `header ${part.name}`;
    case 'body':
      return 'a body';
    case 'member':
      return part.pointer;
  }
}
