import { atPointer } from '../../../../base/json-pointer.ts';
import { isObject, type JsonObject } from '../../../../base/json.ts';
import type { Description } from '../../../../description/model/description.ts';
import type { ListedValue } from '../../../case/lists/listed-value.ts';
import { filterValue } from './filter-value.ts';
import { textHolder, textsIn } from './texts.ts';
import { timeAround, timeHolder } from './times.ts';

/** Pages of a list that is read through: a few, so that each has some items. */
const PAGES = 3;

/** Returns a value of the items that a list shows; undefined where it shows fewer than two, or none that is suitable. */
export function listedValue(
  source: ListedValue,
  body: unknown,
  { validators }: Description,
): string | undefined {
  const found = atPointer(body, source.list);
  const items = Array.isArray(found) ? found.filter(isObject) : [];
  if (items.length < 2) return undefined;
  const fits = (schema: string) => {
    const isValid = validators.at(schema, 'request');
    return (value: unknown) =>
      formsOf(value).some((form) => [form, [form]].some((one) => isValid(one).length === 0));
  };
  const keyOf = (item: JsonObject | undefined) => textOf(item?.[source.key]);
  switch (source.take) {
    case 'identifier':
      return items.map(keyOf).find((id) => id !== undefined && id !== '' && fits(source.schema)(id));
    case 'filter':
      return otherOf(textOf(filterValue(items, source, fits(source.schema))), source.others);
    case 'text':
      return textsIn(items, source.members).filter(fits(source.schema))[source.number];
    case 'textHolder':
      return keyOf(textHolder(items, source.members));
    case 'time':
      return timeAround(items, source).find(fits(source.schema));
    case 'timeHolder':
      return keyOf(timeHolder(items, source));
    case 'pageSize':
      return String(Math.min(Math.max(Math.ceil(items.length / PAGES), source.least), source.most));
  }
}

function otherOf(value: string | undefined, others: readonly string[] | undefined): string | undefined {
  if (value === undefined || others === undefined) return value;
  return others.find((one) => one !== value);
}

function textOf(value: unknown): string | undefined {
  if (['number', 'bigint', 'boolean'].includes(typeof value)) return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** A text may stand for a number. */
function formsOf(value: unknown): readonly unknown[] {
  const isNumber = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  return [value, ...(isNumber ? [Number(value)] : [])];
}
