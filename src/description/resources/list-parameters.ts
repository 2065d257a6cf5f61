import { member } from '../../base/json.ts';
import type { Description } from '../model/description.ts';
import type { Operation } from '../model/operation.ts';
import type { Parameter } from '../model/parameter.ts';
import { type ValueShape, shapeOf } from '../schemas/value-shape.ts';
import { successContent } from './body-content.ts';
import { asWritten, expected } from './conventions/convention.ts';
import { LIST_PARAMETERS } from './conventions/list-parameter-names.ts';
import { isDisplaySwitch } from './display-switch.ts';
import { listPlaceIn, type ItemPlace } from './item-place.ts';
import type { Resource } from './resource.ts';

/** What the number of items in a page is called. */
export const LIMIT = asWritten(expected(LIST_PARAMETERS.pageSize));

const OFFSET = asWritten(expected(LIST_PARAMETERS.offset));

const PAGE = asWritten(expected(LIST_PARAMETERS.pageNumber));

const SORT = asWritten(expected(LIST_PARAMETERS.sort));

const DIRECTION = asWritten(expected(LIST_PARAMETERS.sortOrder));

/** Parameters that do not filter: a member of the items that has such a name means something else. */
export const NO_FILTER = asWritten(
  expected(
    LIST_PARAMETERS.pageSize,
    LIST_PARAMETERS.offset,
    LIST_PARAMETERS.pageNumber,
    LIST_PARAMETERS.sort,
    LIST_PARAMETERS.sortOrder,
    LIST_PARAMETERS.textSearch,
    LIST_PARAMETERS.shownMembers,
    LIST_PARAMETERS.expansion,
    LIST_PARAMETERS.noFilter,
  ),
);

/** Where a list of items stands in an answer, and how an item looks. */
export interface ListPlace {
  readonly place: ItemPlace;
  readonly item: ValueShape;
}

/** Undefined where an operation does not list the items of a resource. */
export function listPlaceOf(description: Description, resource: Resource): ListPlace | undefined {
  const { list } = resource;
  const schema = list && successContent(list)?.schema;
  const place = schema && listPlaceIn(description, schema, resource);
  if (schema === undefined || place === undefined) return undefined;
  const whole: ValueShape | undefined = shapeOf(description.document, schema);
  const item = place.envelope
    .reduce<ValueShape | undefined>((shape, name) => shape?.property(name), whole)
    ?.item(0);
  return item && { place, item };
}

/** Choices that leave all items, whatever they have. */
export const ANY = asWritten(expected(LIST_PARAMETERS.everyItem));

/** The parameters by which a list is shown in pages. */
interface Paging {
  readonly limit: Parameter;
  readonly place: Parameter;
  readonly kind: 'offset' | 'page';
}

/** The parameter that says how many items a page has. */
export function limitOf(description: Description, operation: Operation): Parameter | undefined {
  return wholeNumbers(description, operation).find(({ name }) => LIMIT.test(name));
}

function wholeNumbers({ document }: Description, { parameters }: Operation): readonly Parameter[] {
  return parameters.filter(
    ({ location, schema }) =>
      location === 'query' && shapeOf(document, schema).primitives.includes('integer'),
  );
}

/** Undefined where pages are not numbered. */
export function pagingOf(description: Description, operation: Operation): Paging | undefined {
  const whole = wholeNumbers(description, operation);
  const limit = limitOf(description, operation);
  const offset = whole.find(({ name }) => OFFSET.test(name));
  const page = whole.find(({ name }) => PAGE.test(name));
  const place = offset ?? page;
  if (limit === undefined || place === undefined) return undefined;
  return { limit, place, kind: offset === undefined ? 'page' : 'offset' };
}

/** A number that the schema of a parameter says. */
export function boundOf({ schema }: Parameter, keyword: 'minimum' | 'maximum'): number | undefined {
  const bound = member(schema.definition, keyword);
  return typeof bound === 'number' ? bound : undefined;
}

/** A parameter that has the name of a member of the list's items, and its values. */
export function filtersOf(
  { document }: Description,
  { parameters }: Operation,
  item: ValueShape,
): readonly Parameter[] {
  return parameters.filter((parameter) => {
    const { location, name, schema } = parameter;
    if (location !== 'query' || NO_FILTER.test(name) || !item.propertyNames.includes(name)) return false;
    if (isDisplaySwitch(document, parameter)) return false;
    const format = String(member(schema.definition, 'format'));
    return isPlain(shapeOf(document, schema)) && isPlain(item.property(name)) && !/date|time/.test(format);
  });
}

function isPlain(shape: ValueShape | undefined): boolean {
  return shape?.isKnown === true && !shape.allowsArray && !shape.allowsObject;
}

/** A way in which a list can be sorted: the parameters with their values, and what is to come of it. */
interface Sorting {
  readonly values: ReadonlyMap<Parameter, string>;
  /** The member of the items. */
  readonly name: string;
  readonly order: 'ascending' | 'descending' | 'either';
}

/** By the choices of a parameter that name members of the items, with a sign or a direction where there is one. */
export function sortingsOf(
  { document }: Description,
  { parameters }: Operation,
  item: ValueShape,
): readonly Sorting[] {
  const inQuery = parameters.filter(({ location }) => location === 'query');
  const choicesOf = ({ schema }: Parameter) => {
    const { strings, allowsArray } = shapeOf(document, schema);
    return allowsArray ? [] : [...strings];
  };
  const isDirection = (parameter: Parameter) =>
    DIRECTION.test(parameter.name) && choicesOf(parameter).every((choice) => orderOf(choice) !== undefined);
  const direction = inQuery.find((one) => choicesOf(one).length > 0 && isDirection(one));
  const sort = inQuery.find((one) => SORT.test(one.name) && one !== direction && choicesOf(one).length > 0);
  if (sort === undefined) return [];
  const choices = choicesOf(sort);
  const hasSigns = choices.some((choice) => choice.startsWith('-'));
  return choices.flatMap((choice): readonly Sorting[] => {
    const { name, order } = readChoice(choice, hasSigns);
    const property = item.propertyNames.find((one) => plain(one) === plain(name));
    if (property === undefined) return [];
    if (direction === undefined || order !== 'either') {
      return [{ values: new Map([[sort, choice]]), name: property, order }];
    }
    return choicesOf(direction).map((way) => ({
      values: new Map([
        [sort, choice],
        [direction, way],
      ]),
      name: property,
      order: orderOf(way) ?? 'either',
    }));
  });
}

/** `-price`, `price:desc`, `price_desc`, `price desc`; without all that, it may be either way. */
function readChoice(choice: string, hasSigns: boolean): Pick<Sorting, 'name' | 'order'> {
  const [, sign = '', name = choice] = /^([+-]?)(.*)$/.exec(choice) ?? [];
  if (sign === '-') return { name, order: 'descending' };
  const [, bare = name, way = ''] = /^(.+?)[:_. -](asc|desc|ascending|descending)$/i.exec(name) ?? [];
  const order = orderOf(way);
  if (order !== undefined) return { name: bare, order };
  return { name, order: hasSigns || sign === '+' ? 'ascending' : 'either' };
}

function orderOf(text: string): 'ascending' | 'descending' | undefined {
  if (/^asc(ending)?$/i.test(text)) return 'ascending';
  return /^desc(ending)?$/i.test(text) ? 'descending' : undefined;
}

function plain(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}
