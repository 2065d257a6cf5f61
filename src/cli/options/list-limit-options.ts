import { LIST_LIMITS, type ListLimits } from '../../contract/plan/requests/planning.ts';
import type { OptionDefinitions, ParsedArguments } from './arguments.ts';
import { numberIn } from './option-values.ts';

/** The options that say how much of a list is read where the run has not made its items. */
export const LIST_LIMIT_OPTIONS = {
  'list-pages': { type: 'string' },
  'list-items': { type: 'string' },
  'list-requests': { type: 'string' },
} as const satisfies OptionDefinitions;

const MOST = 1_000_000;

export function readListLimits(given: ParsedArguments, faults: string[]): ListLimits {
  const limit = (name: string, usual: number, least: number) =>
    numberIn(given, { name, least, most: MOST }, faults) ?? usual;
  return {
    pages: limit('list-pages', LIST_LIMITS.pages, 2),
    items: limit('list-items', LIST_LIMITS.items, 2),
    requests: limit('list-requests', LIST_LIMITS.requests, 1),
  };
}
