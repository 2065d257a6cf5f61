import type { Operation } from '../../description/model/operation.ts';
import type { RawRequest } from '../../http/message.ts';
import { queryOf } from '../../http/request-target.ts';
import type { Validator } from '../../validation/validator.ts';
import type { Match } from './router.ts';

interface Api {
  readonly validator: Validator;
  readonly bodyLimit: number;
  readonly strictQuery: boolean;
}

/**
 * Chooses the operation of a request where several have its method and path: of those whose key in `paths` has a query
 * that the request has too, the first for which the request is valid, or else the first.
 */
export function chooseOperation(
  { operation, others, captures }: Extract<Match, { kind: 'matched' }>,
  request: RawRequest,
  api: Api,
): Operation {
  if (others.length === 0) return operation;
  const given = queryOf(request.target).split('&');
  const carried = [operation, ...others]
    .map((candidate) => ({ candidate, pairs: pairsOf(candidate) }))
    .filter(({ pairs }) => pairs.every((pair) => given.includes(pair)))
    .toSorted((left, right) => right.pairs.length - left.pairs.length)
    .map(({ candidate }) => candidate);
  const fitting = carried.find(
    (candidate) => api.validator.request(candidate)(request, captures, api).violations.length === 0,
  );
  return fitting ?? carried[0] ?? operation;
}

function pairsOf({ query }: Operation): readonly string[] {
  return query === '' ? [] : query.split('&');
}
