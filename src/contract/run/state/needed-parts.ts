import { replaceAt } from '../../../base/edit-json.ts';
import { atPointer, parsePointer } from '../../../base/json-pointer.ts';
import { percentDecoded } from '../../../base/percent-decode.ts';
import { isObject } from '../../../base/json.ts';
import type { RequestPlan } from '../../case/case.ts';
import { bodyOf, pairsOf, withBodyValue, withPairs } from '../../case/request-parts.ts';

/** A part of a request that its description calls optional, and that the target does not do without, or refuses. */
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
      const isThere = pairs.some((pair) => nameOf(pair) === nameOf(part.pair));
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

/** Leaves the parts out, whatever their values. */
export function withoutParts(request: RequestPlan, parts: readonly NeededPart[]): RequestPlan {
  return parts.reduce(withoutPart, request);
}

function withoutPart(request: RequestPlan, part: NeededPart): RequestPlan {
  switch (part.part) {
    case 'query': {
      const name = nameOf(part.pair);
      const pairs = pairsOf(request);
      const left = pairs.filter((pair) => nameOf(pair) !== name);
      return left.length === pairs.length ? request : withPairs(request, left);
    }
    case 'header': {
      const { [part.name]: left, ...headers } = request.headers;
      return left === undefined ? request : { ...request, headers };
    }
    case 'body': {
      const { 'content-type': _, ...headers } = request.headers;
      return request.body === undefined ? request : { ...request, headers, body: undefined };
    }
    case 'member': {
      const value = bodyOf(request);
      const isThere = isObject(value) && atPointer(value, part.pointer) !== undefined;
      return isThere ? withBodyValue(request, replaceAt(value, part.pointer, undefined)) : request;
    }
  }
}

function nameOf(pair: string): string {
  return pair.replace(/=.*$/s, '');
}

/** Returns how ids of cases name the part. */
export function placesOf(part: NeededPart): readonly string[] {
  switch (part.part) {
    case 'query':
      return ['/', '-'].map(
        (sign) => `query${sign}${percentDecoded(nameOf(part.pair)) ?? nameOf(part.pair)}`,
      );
    case 'header':
      return ['/', '-'].map((sign) => `header${sign}${part.name}`);
    case 'body':
      return ['body'];
    case 'member':
      return [`body${part.pointer}`];
  }
}

/** Says in a few words what the part is, for reports: `query meta`, `/group`. */
export function partName(part: NeededPart): string {
  switch (part.part) {
    case 'query':
      return `query ${nameOf(part.pair)}`;
    case 'header':
      return `header ${part.name}`;
    case 'body':
      return 'a body';
    case 'member':
      return part.pointer;
  }
}
