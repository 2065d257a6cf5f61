import type { Operation } from '../../description/model/operation.ts';
import type { RawRequest } from '../../http/message.ts';
import { queryOf } from '../../http/request-target.ts';
import type { Validator } from '../../validation/validator.ts';
import type { Violation } from '../../validation/violation.ts';
import { namedCaptures, type Match } from './router.ts';

interface ValidationOptions {
  readonly validator: Validator;
  readonly bodyLimit: number;
  readonly strictQuery: boolean;
}

/**
 * Chooses among operations of one method and path that the description tells apart by a query, or by the names of the
 * path's parameters. Candidates are those whose query the request carries, the longest query first. The first for which
 * the request is valid is chosen; else the first whose parameters are, then the first whose path is, then the first.
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
  const misfits = candidates.map((candidate) => {
    const named = namedCaptures(candidate, captures);
    return misfit(options.validator.request(candidate)(request, named, options).violations);
  });
  return candidates[misfits.indexOf(Math.min(...misfits))] ?? operation;
}

/** Rates how badly a request fits an operation: 0 not at all, 1 in its body, 2 in its parameters, 3 in its path. */
function misfit(violations: readonly Violation[]): number {
  return Math.max(0, ...violations.map(({ where }) => (where === 'path' ? 3 : where === 'body' ? 1 : 2)));
}

function pairsOf({ query }: Operation): readonly string[] {
  return query === '' ? [] : query.split('&');
}
