import { formatPointer } from '../../../base/json-pointer.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { listPlaceOf, pagingOf } from '../../../description/resources/list-parameters.ts';
import type { Standing } from '../model/break.ts';
import type { OperatorName } from '../model/operators.ts';
import type { BodyContent } from './body-content.ts';
import { forbidden, type BreakContext } from '../making/break-context.ts';
import { writtenWay, type Place } from './place.ts';

/** Says which law forbids a list that still fits its schema; undefined where none does. */
export function listLaw(
  { description, resources }: BreakContext,
  operation: Operation,
  {
    operator,
    place,
    content,
  }: { readonly operator: OperatorName; readonly place: Place; readonly content: BodyContent },
): Standing | undefined {
  const resource = resources.find(({ list }) => list === operation);
  if (resource === undefined || !content.status.startsWith('2')) return undefined;
  const list = listPlaceOf(description, resource);
  if (list === undefined || formatPointer(list.place.envelope) !== writtenWay(place.way)) return undefined;
  const isMade = resource.create !== undefined && resource.delete !== undefined;
  if (operator === 'list-emptied' && isMade) return forbidden('createdListed: what was created is listed');
  const isPaged = isMade && pagingOf(description, operation) !== undefined;
  if (operator === 'list-doubled' && isPaged) return forbidden('pages: each item once');
  return undefined;
}
