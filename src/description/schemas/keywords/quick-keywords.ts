import { equalJson, isObject, type Json } from '../../../base/json.ts';
import { isMultiple } from './is-multiple.ts';
import { LAZY_REFERENCE, type MutableView, type View } from './schema-view.ts';

/** The judgement of a value that is going on. */
export interface Judging {
  /** Judges a value, or a part of one, by another schema. */
  readonly by: (view: View, value: unknown) => boolean;
  /** Judges a value by the schema of a reference. */
  readonly byReference: (key: string, value: unknown) => boolean;
  /** True for texts and numbers of a format, and for all that a format is not about. */
  readonly hasFormat: (name: string, value: string | number) => boolean;
  readonly hasPattern: (pattern: string, text: string) => boolean;
  /** Gives up: what the judgement says does not count. */
  readonly giveUp: () => true;
}

/** Tells whether a value has what a keyword asks for. Looks at all parts, so that it gives up wherever it cannot know. */
type Judge = (given: unknown, value: unknown, judging: Judging, view: MutableView) => boolean;

/** The keywords that a value can be judged by without a validator, and that every validator can be made of. */
export const QUICK_KEYWORDS: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['type', (given, value) => (Array.isArray(given) ? given : [given]).some((type) => isOfType(type, value))],
  ['enum', (given, value, judging) => isOneOf(given as readonly Json[], value, judging)],
  ['const', (given, value, judging) => isOneOf([given as Json], value, judging)],
  ['format', hasFormat],
  ['pattern', forTexts((given, text, judging) => judging.hasPattern(String(given), text))],
  ['minLength', forTexts((given, text) => lengthOf(text) >= Number(given))],
  ['maxLength', forTexts((given, text) => lengthOf(text) <= Number(given))],
  ['minimum', forNumbers((given, value) => value >= given)],
  ['maximum', forNumbers((given, value) => value <= given)],
  ['exclusiveMinimum', forNumbers((given, value) => value > given)],
  ['exclusiveMaximum', forNumbers((given, value) => value < given)],
  ['multipleOf', forNumbers((given, value) => isMultiple(value, given))],
  ['minItems', forLists((given, list) => list.length >= Number(given))],
  ['maxItems', forLists((given, list) => list.length <= Number(given))],
  ['uniqueItems', forLists((given, list, judging) => given === false || hasNoneTwice(list, judging))],
  ['prefixItems', forLists(fitPrefix)],
  ['items', forLists(fitItems)],
  ['minProperties', forObjects((given, value) => Object.keys(value).length >= Number(given))],
  ['maxProperties', forObjects((given, value) => Object.keys(value).length <= Number(given))],
  ['required', forObjects((given, value) => namesIn(given).every((name) => has(value, name)))],
  ['properties', forObjects(fitProperties)],
  ['additionalProperties', forObjects(fitOthers)],
  ['allOf', (given, value, judging) => fitting(given, value, judging) === (given as readonly View[]).length],
  ['anyOf', (given, value, judging) => fitting(given, value, judging) > 0],
  ['oneOf', (given, value, judging) => fitting(given, value, judging) === 1],
  ['not', (given, value, judging) => !judging.by(given as View, value)],
  ['if', fitChosen],
  ['then', () => true],
  ['else', () => true],
  ['notAnswered', () => false],
  [LAZY_REFERENCE, (given, value, judging) => judging.byReference(String(given), value)],
]);

const IS_OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  number: (value) => Number.isFinite(value),
  string: (value) => typeof value === 'string',
  array: (value) => Array.isArray(value),
  object: isObject,
};

function isOfType(type: unknown, value: unknown): boolean {
  return IS_OF_TYPE[String(type)]?.(value) === true;
}

function forTexts(judge: (given: unknown, text: string, judging: Judging) => boolean): Judge {
  return (given, value, judging) => typeof value !== 'string' || judge(given, value, judging);
}

function forNumbers(judge: (given: number, value: number) => boolean): Judge {
  return (given, value) => typeof value !== 'number' || judge(Number(given), value);
}

function forLists(
  judge: (given: unknown, list: readonly unknown[], judging: Judging, view: MutableView) => boolean,
): Judge {
  return (given, value, judging, view) => !Array.isArray(value) || judge(given, value, judging, view);
}

type Members = Readonly<Record<string, unknown>>;

function forObjects(
  judge: (given: unknown, value: Members, judging: Judging, view: MutableView) => boolean,
): Judge {
  return (given, value, judging, view) => !isObject(value) || judge(given, value, judging, view);
}

/** Values with members are compared by the validator, which looks at what they are made by too. */
function isOneOf(allowed: readonly Json[], value: unknown, judging: Judging): boolean {
  if (typeof value === 'object' && value !== null) return judging.giveUp();
  return allowed.some((one) => equalJson(one, value));
}

function hasFormat(given: unknown, value: unknown, judging: Judging): boolean {
  if (typeof value === 'number') return judging.hasFormat(String(given), value);
  if (typeof value !== 'string') return true;
  const isLoose = (given === 'date-time' || given === 'time') && /[+-]\d\d(?:\d\d)?$/.test(value);
  return isLoose ? judging.giveUp() : judging.hasFormat(String(given), value);
}

/** Returns the number of characters, of which some have two units. */
function lengthOf(text: string): number {
  return /[\uD800-\uDFFF]/.test(text) ? Array.from(text).length : text.length;
}

function hasNoneTwice(list: readonly unknown[], judging: Judging): boolean {
  const areSimple = list.every((item) => typeof item === 'string' || typeof item === 'number');
  return areSimple ? new Set(list).size === list.length : list.length < 2 || judging.giveUp();
}

function fitPrefix(given: unknown, list: readonly unknown[], judging: Judging): boolean {
  const views = given as readonly View[];
  return countOf(list.slice(0, views.length), (item, index) => judging.by(views[index] ?? true, item)) === 0;
}

function fitItems(given: unknown, list: readonly unknown[], judging: Judging, view: MutableView): boolean {
  const { length } = (view['prefixItems'] ?? []) as readonly View[];
  return countOf(list.slice(length), (item) => judging.by(given as View, item)) === 0;
}

/** True for an own member; one that is undefined is none. */
function has(value: Members, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

function namesIn(given: unknown): readonly string[] {
  return given as readonly string[];
}

function fitProperties(given: unknown, value: Members, judging: Judging): boolean {
  const views = given as Readonly<Record<string, View>>;
  const names = Object.keys(value).filter((name) => Object.hasOwn(views, name) && has(value, name));
  return countOf(names, (name) => judging.by(views[name] ?? true, value[name])) === 0;
}

/** Judges the members that `properties` does not name. */
function fitOthers(given: unknown, value: Members, judging: Judging, view: MutableView): boolean {
  const named = (view['properties'] ?? {}) as Readonly<Record<string, View>>;
  const names = Object.keys(value).filter((name) => !Object.hasOwn(named, name));
  return countOf(names, (name) => judging.by(given as View, value[name])) === 0;
}

function fitting(given: unknown, value: unknown, judging: Judging): number {
  const views = given as readonly View[];
  return views.length - countOf(views, (view) => judging.by(view, value));
}

function fitChosen(given: unknown, value: unknown, judging: Judging, view: MutableView): boolean {
  const chosen = judging.by(given as View, value) ? view['then'] : view['else'];
  return judging.by((chosen ?? true) as View, value);
}

/** Counts those that do not fit. Judges all of them. */
function countOf<One>(all: readonly One[], fits: (one: One, index: number) => boolean): number {
  return all.reduce((count, one, index) => (fits(one, index) ? count : count + 1), 0);
}
