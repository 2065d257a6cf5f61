import { isObject } from '../../base/json.ts';
import type { RefusalContent, RefusalFault } from './refusal-content.ts';
import { bareName, isStatus, reasonNameIn, slugOf, STATUS_NAMES } from './refusal-members.ts';

/** The content of a refusal, for the entries of a documented or of a generated list. */
export interface EntryContent extends RefusalContent {
  readonly isGenerated: boolean;
}

/** Names of members that hold the place of a fault. */
const FIELD_NAMES =
  /^(field|fieldname|param|parameter|property|path|propertypath|name|attribute|target|key)$/;

/** Writes the entry of a fault, in the shape of `model`; a sentence when the model is not an object. */
export function faultEntry(model: unknown, fault: RefusalFault, content: EntryContent): unknown {
  if (!isObject(model)) return fault.sentence;
  const name = reasonNameIn(model);
  const entries = Object.entries(model).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (key === name) return [key, fault.sentence];
    if (Array.isArray(value) && /^(loc|path|location)$/.test(bareName(key)))
      return [key, [fault.where, ...tokensOf(fault)]];
    if (isObject(value)) return [key, faultEntry(value, fault, content)];
    if (typeof value !== 'string')
      return [key, STATUS_NAMES.test(bareName(key)) && isStatus(value) ? content.status : value];
    return [key, faultText(bareName(key), fault, content) ?? value];
  });
  return Object.fromEntries(entries);
}

/** Returns the text for a member of a fault's entry, by its bare name; undefined when the member keeps its value. */
function faultText(name: string, fault: RefusalFault, content: EntryContent): string | undefined {
  if (FIELD_NAMES.test(name)) return tokensOf(fault).join('.') || fault.where;
  if (/^(pointer|instancepath)$/.test(name)) return fault.pointer;
  if (/^(in|where|location|locationtype)$/.test(name)) return fault.where;
  if (name === 'status') return String(content.status);
  if (!content.isGenerated) return undefined;
  if (/^(type|rule|keyword|constraint)$/.test(name)) return fault.keyword || slugOf(content.title);
  if (/^(code|errorcode)$/.test(name)) return slugOf(content.title);
  return name === 'title' ? content.title : undefined;
}

export function tokensOf({ pointer }: RefusalFault): readonly string[] {
  return pointer.split('/').filter((token) => token !== '');
}
