import { atPointer } from '../../base/json-pointer.ts';
import { member, type JsonObject } from '../../base/json.ts';
import type { Parameter } from '../model/parameter.ts';
import { shapeOf } from '../schemas/value-shape.ts';

/** What prose says of parameters that show or hide a part of each item. */
const SHOWS =
  /\b(?:(?:includ|hid|embed|omit)(?:es?|ing)?|(?:show|return|expand|add|render)(?:s|ing)?)\b.*\b(?:fields?|members?|propert(?:y|ies)|attributes?|details?|columns?|in (?:the|each))\b/is;

/**
 * True for a parameter that is on or off and says what is shown of the items of a list, not which: one that is on unless it
 * is said, or of which prose says so.
 */
export function isDisplaySwitch(document: JsonObject, parameter: Parameter): boolean {
  const { primitives } = shapeOf(document, parameter.schema);
  if (primitives.length !== 1 || primitives[0] !== 'boolean') return false;
  if (parameter.default === true) return true;
  const prose = member(atPointer(document, parameter.pointer), 'description');
  return typeof prose === 'string' && SHOWS.test(prose);
}
