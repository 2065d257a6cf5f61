import { member } from '../../base/json.ts';
import type { Description } from '../model/description.ts';
import type { Operation } from '../model/operation.ts';
import type { Parameter } from '../model/parameter.ts';
import { shapeOf, type ValueShape } from '../schemas/value-shape.ts';
import { expected } from './conventions/convention.ts';
import { ofRange, RANGES } from './conventions/range-names.ts';
import { DATE_WORDS, TIME_WORDS } from './conventions/time-names.ts';
import { isCursor } from './cursor-parameter.ts';
import { spelling } from './naming.ts';

/** Parameters that ask for a range of time: one of its ends, or both. */
export interface TimeRange {
  readonly from: Parameter | undefined;
  readonly to: Parameter | undefined;
  /** The member that they name; undefined where they name none. */
  readonly member: string | undefined;
  /** The members that have times: only the named one, where there is one. */
  readonly members: readonly string[];
}

const lowerOf = ofRange(expected(RANGES.lower));

const upperOf = ofRange(expected(RANGES.upper));

/** Returns the ranges of time that a list can be asked for. */
export function timeRangesOf(
  { document }: Description,
  { parameters }: Operation,
  item: ValueShape,
): readonly TimeRange[] {
  const times = item.propertyNames.filter((name) => isTime(item.property(name)));
  const ends = parameters.filter(
    (one) =>
      one.location === 'query' &&
      !one.required &&
      one.content === undefined &&
      formatOf(one) !== undefined &&
      !isCursor(document, one) &&
      shapeOf(document, one.schema).primitives.includes('string'),
  );
  const stems = new Map<string, { from?: Parameter; to?: Parameter }>();
  for (const parameter of ends) {
    const [lower, upper] = [lowerOf(parameter.name), upperOf(parameter.name)];
    const stem = lower ?? upper;
    if (stem === undefined) continue;
    const side = lower === undefined ? 'to' : 'from';
    const known = stems.get(plainStem(stem)) ?? {};
    stems.set(plainStem(stem), { [side]: parameter, ...known });
  }
  return [...stems].flatMap(([stem, { from, to }]): readonly TimeRange[] => {
    const named = stem === '' ? undefined : times.find((name) => plainStem(name) === stem);
    const members = named === undefined ? times : [named];
    if (members.length === 0 || (stem !== '' && named === undefined)) return [];
    return [{ from, to, member: named, members }];
  });
}

/** `date` or `date-time`; undefined for a parameter that is no time. */
export function formatOf({ schema }: Parameter): 'date' | 'date-time' | undefined {
  const format = member(schema.definition, 'format');
  return format === 'date' || format === 'date-time' ? format : undefined;
}

function isTime(shape: ValueShape | undefined): boolean {
  return shape?.isKnown === true && shape.primitives.includes('string') && shape.strings.size === 0;
}

const WORDS = new RegExp(`(${[...DATE_WORDS, ...TIME_WORDS].join('|')})$`);

/** `created` for `createdAt`, `created_on` and `createdDate`; nothing for `date`. */
function plainStem(name: string): string {
  return spelling(name).replace(WORDS, '');
}
