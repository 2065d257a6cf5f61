import { replaceAt } from '../../../base/edit-json.ts';
import { formatPointer } from '../../../base/json-pointer.ts';
import { childrenOf, type Token } from '../../../base/json-tree.ts';
import type { RequestPlan } from '../../case/case.ts';
import { bodyOf, pairsOf, withBodyValue, withPairs } from '../../case/request-parts.ts';

/** Something that a request might do without. */
type Part =
  | { readonly kind: 'pair'; readonly pair: string }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'body' }
  /** A member or an item of a JSON body. */
  | { readonly kind: 'member'; readonly pointer: string };

/** Header fields without which a request means something else. */
const KEPT = new Set(['accept', 'content-type']);

/** All the parts of a request, what holds others before them. */
export function partsOf(request: RequestPlan): readonly Part[] {
  const pairs = pairsOf(request).map((pair): Part => ({ kind: 'pair', pair }));
  const fields = Object.keys(request.headers)
    .filter((name) => !KEPT.has(name))
    .map((name): Part => ({ kind: 'field', name }));
  const body: readonly Part[] = request.body === undefined ? [] : [{ kind: 'body' }];
  const members = pointersIn(bodyOf(request), []).map((pointer): Part => ({ kind: 'member', pointer }));
  return [...pairs, ...fields, ...body, ...members];
}

/** The request without them; those that come last are left out first, so that the others stay where they are. */
export function withoutParts(request: RequestPlan, parts: readonly Part[]): RequestPlan {
  return parts.toReversed().reduce(withoutPart, request);
}

function withoutPart(request: RequestPlan, part: Part): RequestPlan {
  switch (part.kind) {
    case 'pair': {
      const pairs = pairsOf(request);
      const index = pairs.indexOf(part.pair);
      return index === -1 ? request : withPairs(request, pairs.toSpliced(index, 1));
    }
    case 'field': {
      const { [part.name]: _, ...headers } = request.headers;
      return { ...request, headers };
    }
    case 'body': {
      const { 'content-type': _, ...headers } = request.headers;
      return { ...request, headers, body: undefined };
    }
    case 'member':
      return withBodyValue(request, replaceAt(bodyOf(request), part.pointer, undefined));
  }
}

function pointersIn(value: unknown, path: readonly Token[]): readonly string[] {
  return childrenOf(value).flatMap(([token, child]) => [
    formatPointer([...path, token]),
    ...pointersIn(child, [...path, token]),
  ]);
}
