import { formatPointer } from '../../base/json-pointer.ts';
import type { Description } from '../model/description.ts';
import type { Operation } from '../model/operation.ts';
import type { Parameter } from '../model/parameter.ts';
import { shapeOf, type ValueShape } from '../schemas/value-shape.ts';
import { successContent, successOf } from './body-content.ts';
import { asWritten, expected } from './conventions/convention.ts';
import { LIST_MEMBERS } from './conventions/list-member-names.ts';
import { LIST_PARAMETERS } from './conventions/list-parameter-names.ts';
import { isCursor } from './cursor-parameter.ts';
import type { ItemPlace } from './item-place.ts';
import { limitOf } from './list-parameters.ts';

const NEXT = asWritten(expected(LIST_MEMBERS.nextCursor, LIST_MEMBERS.sameCursor, LIST_MEMBERS.nextPage));

const BACKWARDS = asWritten(expected(LIST_PARAMETERS.beforeItem));

const AFTER = asWritten(expected(LIST_PARAMETERS.afterItem));

const MORE = asWritten(expected(LIST_MEMBERS.hasNext));

/** The parameters by which a list is read on from where a page ended. */
interface CursorPaging {
  readonly limit: Parameter;
  readonly cursor: Parameter;
  /** Where an answer has the cursor of the next page. */
  readonly next: NextPage;
}

/**
 * Undefined where pages have no cursor, or where no answer says what the next one is: in the body, in a Link field
 * (RFC 8288), or, where there is a member such as `has_more`, by the last item's identifier.
 */
export function cursorPagingOf(
  description: Description,
  list: Operation,
  place: ItemPlace,
): CursorPaging | undefined {
  const limit = limitOf(description, list);
  const cursor = list.parameters.find(
    (parameter) => isCursor(description.document, parameter) && !BACKWARDS.test(parameter.name),
  );
  const schema = successContent(list)?.schema;
  if (limit === undefined || cursor === undefined || schema === undefined) return undefined;
  const shape = shapeOf(description.document, schema);
  const at = pointerIn(shape, [], isNext);
  const more = pointerIn(shape, [], isMore);
  const hasField = successOf(list)?.headers.some(({ name }) => /^link$/i.test(name)) === true;
  const isById = more !== undefined && AFTER.test(cursor.name);
  if (at === undefined && !hasField && !isById) return undefined;
  const last = { list: formatPointer(place.envelope), key: place.key };
  return {
    limit,
    cursor,
    next: {
      parameter: cursor.name,
      ...(at !== undefined && { at }),
      ...(more !== undefined && { more }),
      ...(at === undefined && isById && { last }),
    },
  };
}

function isNext(name: string, { primitives, allowsArray, allowsObject }: ValueShape): boolean {
  return NEXT.test(name) && primitives.includes('string') && !allowsArray && !allowsObject;
}

function isMore(name: string, { primitives }: ValueShape): boolean {
  return MORE.test(name) && primitives.includes('boolean');
}

/** How deep in an answer they stand. */
const DEEPEST = 2;

/** JSON Pointer to the first member that fits, the nearest first; items of lists have none. */
function pointerIn(
  shape: ValueShape,
  path: readonly string[],
  fits: (name: string, shape: ValueShape) => boolean,
): string | undefined {
  const members = shape.propertyNames.flatMap((name) => {
    const inner = shape.property(name);
    return inner?.isKnown === true ? [{ name, inner }] : [];
  });
  const found = members.find(({ name, inner }) => fits(name, inner));
  if (found !== undefined) return formatPointer([...path, found.name]);
  if (path.length >= DEEPEST) return undefined;
  return members
    .filter(({ inner }) => inner.allowsObject && !inner.allowsArray)
    .map(({ name, inner }) => pointerIn(inner, [...path, name], fits))
    .find((one) => one !== undefined);
}

/** Where an answer that is a page of a list says what the next one is. */
export interface NextPage {
  /** The query parameter that takes it, by which it is found in a Link field or in an address. */
  readonly parameter: string;
  /** JSON Pointer to it in the body. */
  readonly at?: string;
  /** JSON Pointer to the member that says whether there is a next page. */
  readonly more?: string;
  /** It is the identifier of the last item. */
  readonly last?: { readonly list: string; readonly key: string };
}
