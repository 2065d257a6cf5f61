import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { LIMIT } from '../../../description/resources/list-parameters.ts';
import { queryOf } from '../../../http/request-target.ts';
import type { Exchange } from '../../case/exchange.ts';
import { successBody, type Sequence } from './sequence.ts';

/** The list in the answer to a step. */
export function listAt(
  sequence: Sequence,
  index: number,
  at: readonly string[],
): readonly unknown[] | undefined {
  const list = atPointer(successBody(sequence, index), formatPointer(at));
  return Array.isArray(list) ? (list as readonly unknown[]) : undefined;
}

const PLACE = /^(page|offset|skip|start|cursor|after|before|page_?token|page_?number|next)$/i;

export const TOTAL = /^(total|total_?count|total_?items|total_?results)$/i;

const MORE = /^(next|next_?cursor|next_?page|next_?page_?token|has_?more|has_?next)$/i;

/** The parameter that says how many items a page has. */
function limitParameter({ parameters }: Operation): Parameter | undefined {
  return parameters.find(({ name, location }) => location === 'query' && LIMIT.test(name));
}

/**
 * Whether the first page has all that there is: where nothing speaks of pages it does, else its total has to say
 * so, or it has to be shorter than a page may be.
 */
export function isWhole({ operation, request, response, judgement }: Exchange, list: readonly unknown[]) {
  const parameters = operation?.parameters ?? [];
  const body = isObject(judgement?.body) ? judgement.body : {};
  const valueOf = (pattern: RegExp) => Object.entries(body).find(([name]) => pattern.test(name))?.[1];
  const more = valueOf(MORE);
  const isPaged = parameters.some(({ name }) => LIMIT.test(name) || PLACE.test(name));
  if ((more !== undefined && more !== null && more !== false) || response?.headers['link'] !== undefined) {
    return false;
  }
  const total = valueOf(TOTAL);
  if (!isPaged) return true;
  const limit = operation && limitOf(operation, request.target);
  const least = typeof total === 'number' ? total : list.length + 1;
  return least <= list.length || (limit !== undefined && least <= limit);
}

/** The items that a page may have: what was asked for, else the documented default. */
function limitOf(operation: Operation, target: string): number | undefined {
  const parameter = limitParameter(operation);
  if (parameter === undefined) return undefined;
  const asked = new URLSearchParams(queryOf(target)).get(parameter.name);
  const limit = Number(asked ?? parameter.default);
  return Number.isInteger(limit) && limit > 0 ? limit : undefined;
}
