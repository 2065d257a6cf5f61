import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isObject, type JsonObject } from '../../../base/json.ts';
import { isInt64 } from './exact-bounds.ts';
import { undefinedFormats } from './iso-formats.ts';

/** A format as Ajv has it. */
export type Format = (typeof fullFormats)[keyof typeof fullFormats];

/**
 * Returns the formats of a description by their names. `onLooseTime` is called for times that are taken although RFC 3339
 * writes their offset differently.
 */
export function formatTable(
  document: JsonObject,
  custom: ReadonlyMap<string, (text: string) => boolean>,
  onLooseTime: (text: string) => void,
): Readonly<Record<string, Format>> {
  return {
    ...fullFormats,
    int64: { type: 'number', validate: isInt64 }, // ajv-formats accepts any integer
    'date-time': timeFormat('date-time', onLooseTime),
    time: timeFormat('time', onLooseTime),
    ...Object.fromEntries([...undefinedFormats(document), ...custom]),
  };
}

/**
 * Restricts a format to RFC 3339: ajv-formats also accepts a space for the `T`. Offsets without a colon (`+0000`), or
 * without minutes, are taken as ajv-formats takes them, since many servers write them.
 */
function timeFormat(
  name: 'date-time' | 'time',
  onLooseTime: (text: string) => void,
): (text: string) => boolean {
  const known: unknown = fullFormats[name];
  const isKnown = isTextFormat(known) ? known.validate : () => true;
  const isDateTime = name === 'date-time';
  return (text) => {
    if (isDateTime && USUAL_DATE_TIME.test(text)) return true;
    if (!/^\S+(?:z|[+-]\d\d(?::?\d\d)?)$/i.test(text) || !isKnown(text)) return false;
    if (!/(?:z|[+-]\d\d:\d\d)$/i.test(text)) onLooseTime(text);
    return true;
  };
}

/** Matches most times that servers write, all of which are valid: neither a day that some months lack nor a leap second. */
const USUAL_DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;

function isTextFormat(format: unknown): format is { readonly validate: (text: string) => boolean } {
  return isObject(format) && typeof format['validate'] === 'function';
}
