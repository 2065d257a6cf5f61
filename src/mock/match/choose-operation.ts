import type { Operation } from '../../description/model/operation.ts';
import type { RawRequest } from '../../http/message.ts';
import { queryOf } from '../../http/request-target.ts';
import type { Validator } from '../../validation/validator.ts';
import type { Match } from './router.ts';

interface ValidationOptions {
  readonly validator: Validator;
  readonly bodyLimit: number;
  readonly strictQuery: boolean;
}

/**
 * Chooses among operations of one method and path that the description tells apart by a query. Candidates are those
 * whose query the request carries, the longest query first. The first for which the request is valid is chosen, else
 * the first candidate.
 */
export function chooseOperation(
  { operation, others, captures }: Extract<Match, { kind: 'matched' }>,
  request: RawRequest,
  options: ValidationOptions,
): Operation {
  if (others.length === 0) return operation;
  const given = queryOf(request.target).split('&');
  const candidates = [operation, ...others]
    .map((candidate) => ({ candidate, pairs: pairsOf(candidate) }))
    .filter(({ pairs }) => pairs.every((pair) => given.includes(pair)))
    .toSorted((left, right) => right.pairs.length - left.pairs.length)
    .map(({ candidate }) => candidate);
  const fitting = candidates.find(
    (candidate) => options.validator.request(candidate)(request, captures, options).violations.length === 0,
  );
  return fitting ?? candidates[0] ?? operation;
}

function pairsOf({ query }: Operation): readonly string[] {
  return query === '' ? [] : query.split('&');
}
