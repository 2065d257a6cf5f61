import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import type { Operation } from '../../../description/model/operation.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { asWritten, expected } from '../../../description/resources/conventions/convention.ts';
import { LIST_MEMBERS } from '../../../description/resources/conventions/list-member-names.ts';
import { LIST_PARAMETERS } from '../../../description/resources/conventions/list-parameter-names.ts';
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

const PLACE = asWritten(expected(LIST_PARAMETERS.inPages));

export const TOTAL = asWritten(expected(LIST_MEMBERS.total));

const MORE = asWritten(expected(LIST_MEMBERS.goesOn));

/** The parameter that says how many items a page has. */
function limitParameter({ parameters }: Operation): Parameter | undefined {
  return parameters.find(({ name, location }) => location === 'query' && LIMIT.test(name));
}

/**
 * Whether the first page has all that there is: where nothing speaks of pages it does, else its total has to say
 * so, or it has to be shorter than a page may be.
 */
export function isWhole(
  { operation, request, response, validation }: Exchange,
  list: readonly unknown[],
  least = list.length + 1,
) {
  const parameters = operation?.parameters ?? [];
  const around = membersAround(validation?.body);
  const more = around.find(([name, value]) => MORE.test(name) && value !== null && value !== false);
  const isPaged = parameters.some(({ name }) => LIMIT.test(name) || PLACE.test(name));
  if (more !== undefined || response?.headers['link'] !== undefined) return false;
  const total = around.find(([name]) => TOTAL.test(name))?.[1];
  if (!isPaged) return true;
  const limit = operation && limitOf(operation, request.target);
  const number = typeof total === 'number' ? total : least;
  return number <= list.length || (limit !== undefined && number <= limit);
}

/** Objects beside a list that say which part of it this is. */
const ABOUT_PAGES = /pag|meta|links?$|list|result/i;

/** The members that stand around a list: those of the body, and of objects in it that are about its pages. */
export function membersAround(body: unknown): readonly (readonly [name: string, value: unknown])[] {
  const members = isObject(body) ? Object.entries(body) : [];
  const inner = members.filter(([name, value]) => ABOUT_PAGES.test(name) && isObject(value));
  return [...members, ...inner.flatMap(([, value]) => Object.entries(value ?? {}))];
}

/** The items that a page may have: what was asked for, else the documented default. */
function limitOf(operation: Operation, target: string): number | undefined {
  const parameter = limitParameter(operation);
  if (parameter === undefined) return undefined;
  const asked = new URLSearchParams(queryOf(target)).get(parameter.name);
  const limit = Number(asked ?? parameter.default);
  return Number.isInteger(limit) && limit > 0 ? limit : undefined;
}
