import { exactText } from '../../../base/exact-json.ts';
import { equalJson, items, type Json, type JsonObject } from '../../../base/json.ts';
import { inForm, stretched, textOf } from './texts-of-length.ts';

/** What a schema still allows. */
export interface EdgeValue {
  /** Which edge: `minLength`, `maximum-1`, `enum-2`, `null`, … */
  readonly rule: string;
  /** The keyword that speaks of it. */
  readonly keyword: string;
  /** The first that fits counts; `undefined`: left out. */
  readonly replacements: readonly unknown[];
  readonly title: string;
  /** The description does not forbid it, and does not speak of it either: a server may refuse it. */
  readonly isOpen: boolean;
}

/** The edges that the keywords of one schema name, for a value of it; `place` makes texts differ. */
export function edgeValuesOf(node: JsonObject, value: unknown, place: string): readonly EdgeValue[] {
  return [
    ...enumEdges(node, value),
    ...typeEdges(node, value),
    ...(typeof value === 'number' && !isChoice(node) ? numberEdges(node, value) : []),
    ...(typeof value === 'string' && !isChoice(node) ? stringEdges(node, value, place) : []),
    ...objectEdges(node, value),
  ];
}

function isChoice(node: JsonObject): boolean {
  return node['enum'] !== undefined || node['const'] !== undefined;
}

/** An edge by the keyword that it is called after, `maximum-1` by `maximum`. */
export function edgeValue(
  rule: string,
  replacements: readonly unknown[],
  title: string,
  isOpen = false,
): EdgeValue {
  return { rule, keyword: rule.replace(/[+-]1$/, ''), replacements, title, isOpen };
}

/** The most values of one enum that are tried. */
const MOST_CHOICES = 20;

function enumEdges(node: JsonObject, value: unknown): readonly EdgeValue[] {
  return items(node['enum'])
    .slice(0, MOST_CHOICES)
    .filter((one) => !equalJson(one, value))
    .map((one, index) => ({
      ...edgeValue(`enum-${index + 1}`, [one], `as ${exactText(one)}`),
      keyword: 'enum',
    }));
}

const OF_TYPE: Readonly<Record<string, Json>> = { string: 'text', integer: 7, number: 7.5, boolean: true };

/** `null` where it may be, and each of several types. */
function typeEdges(node: JsonObject, value: unknown): readonly EdgeValue[] {
  const types = [node['type']].flat().map(String);
  const mayBeNull = types.includes('null') || node['nullable'] === true;
  const others = Object.entries(OF_TYPE).filter(
    ([type, one]) => types.length > 1 && types.includes(type) && typeof one !== typeof value,
  );
  const found = [
    ...(mayBeNull && value !== null ? [edgeValue('null', [null], 'null')] : []),
    ...others.map(([type, one]) => edgeValue(`type-${type}`, [one], `a ${type}`)),
    ...(typeof value === 'boolean' && !isChoice(node)
      ? [edgeValue('boolean', [!value], String(!value))]
      : []),
  ];
  return found.map((one) => ({ ...one, keyword: 'type' }));
}

function numberEdges(node: JsonObject, value: number): readonly EdgeValue[] {
  const { multipleOf } = node;
  const isWhole = [node['type']].flat().includes('integer');
  const step = typeof multipleOf === 'number' ? multipleOf : isWhole ? 1 : 0.5;
  const hasFraction = !isWhole && multipleOf === undefined;
  const fraction = edgeValue('fraction', [Math.floor(value) + 0.25], 'with a fraction');
  return [
    ...lowestEdges(node, step, isWhole),
    ...highestEdges(node, step, isWhole),
    ...(hasFraction ? [{ ...fraction, keyword: 'type' }] : []),
  ];
}

function numberEdge(rule: string, number: number, isOpen = false): EdgeValue {
  const value = Number(number.toPrecision(15));
  return edgeValue(rule, [value], `as ${value}`, isOpen);
}

function lowestEdges(node: JsonObject, step: number, isWhole: boolean): readonly EdgeValue[] {
  const { minimum, multipleOf } = node;
  const above = exclusiveBound(node, 'Minimum');
  if (above !== undefined) {
    return [numberEdge('exclusiveMinimum+1', stepUp(above + (isWhole ? 1 : 0.01), multipleOf))];
  }
  if (typeof minimum !== 'number') return [numberEdge('zero', 0, true), numberEdge('negative', -step, true)];
  const least = stepUp(minimum, multipleOf);
  return [numberEdge('minimum', least), numberEdge('minimum+1', least + step)];
}

function highestEdges(node: JsonObject, step: number, isWhole: boolean): readonly EdgeValue[] {
  const { maximum, multipleOf } = node;
  const under = exclusiveBound(node, 'Maximum');
  if (under !== undefined) {
    return [numberEdge('exclusiveMaximum-1', stepDown(under - (isWhole ? 1 : 0.01), multipleOf))];
  }
  if (typeof maximum !== 'number') return [numberEdge('large', stepDown(2 ** 31, multipleOf), true)];
  const most = stepDown(maximum, multipleOf);
  return [numberEdge('maximum', most), numberEdge('maximum-1', most - step)];
}

/** From 3.1 on a number of its own, before that a flag beside the bound. */
function exclusiveBound(node: JsonObject, which: 'Minimum' | 'Maximum'): number | undefined {
  const bound = node[`exclusive${which}`] === true ? node[which.toLowerCase()] : node[`exclusive${which}`];
  return typeof bound === 'number' ? bound : undefined;
}

function stepUp(number: number, step: Json | undefined): number {
  return typeof step === 'number' ? Math.ceil(number / step - 1e-9) * step : number;
}

function stepDown(number: number, step: Json | undefined): number {
  return typeof step === 'number' ? Math.floor(number / step + 1e-9) * step : number;
}

/** The longest text that is sent to go up to a `maxLength`. */
const LONGEST = 20_000;

/** What is long where nothing is said of lengths. */
const LONG = 2_000;

function stringEdges(node: JsonObject, value: string, place: string): readonly EdgeValue[] {
  const { minLength, maxLength } = node;
  const found: EdgeValue[] = [];
  const isFree = node['format'] === undefined && node['pattern'] === undefined;
  const addLength = (rule: string, length: number) => {
    if (length < 0 || length === Array.from(value).length) return;
    const texts = isFree
      ? [...inForm(value, length, place + rule), textOf(length, place + rule)]
      : stretched(value, length);
    found.push(edgeValue(rule, texts, `${length} characters long`));
  };
  if (typeof minLength === 'number') addLength('minLength', minLength);
  if (typeof minLength === 'number') addLength('minLength+1', minLength + 1);
  if (typeof maxLength === 'number' && maxLength <= LONGEST) addLength('maxLength', maxLength);
  if (typeof maxLength === 'number' && maxLength <= LONGEST) addLength('maxLength-1', maxLength - 1);
  const format = String(node['format']);
  const formatted = Object.hasOwn(OF_FORMAT, format) ? (OF_FORMAT[format] ?? []) : [];
  found.push(
    ...formatted.map((text, index) => ({
      ...edgeValue(`format-${index + 1}`, [text], `as ${text}`),
      keyword: 'format',
    })),
  );
  const past = Object.hasOwn(PAST, format) ? PAST[format] : undefined;
  if (past !== undefined && past !== value) {
    found.push({ ...edgeValue('past', [past], `as ${past}`, true), keyword: 'format' });
  }
  return isFree ? [...found, ...freeTexts(node, place)] : found;
}

/** What many servers trip over where any text will do. */
function freeTexts({ minLength, maxLength }: JsonObject, place: string): readonly EdgeValue[] {
  const most = typeof maxLength === 'number' ? maxLength : Infinity;
  const own = textOf(8, place);
  const open = (rule: string, text: string, title: string) =>
    edgeValue(rule, [Array.from(text).slice(0, most).join('')], title, true);
  return [
    ...(minLength === undefined ? [open('empty', '', 'empty')] : []),
    ...(maxLength === undefined ? [open('long', textOf(LONG, place), `${LONG} characters long`)] : []),
    open('unicode', `Zoë ${own} 東京 🎈`, 'in other scripts'),
    open('white-space', ` ${own} `, 'between white space'),
    open('quotes', `'"<${own}>&%`, 'with signs that mean something elsewhere'),
  ];
}

/** Forms that a format has, and that are forgotten at times. */
const OF_FORMAT: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['2036-02-29T23:59:59.123Z', '2036-03-01T00:30:00+02:00'],
  date: ['2036-02-29', '2036-12-31'],
  email: ['some.body+tag@mail.example.com'],
  uri: ['https://example.com:8443/a/b?c=d&e=f#g'],
  ipv4: ['255.255.255.255'],
};

/** Days that are over. What is to come may have to be later. */
const PAST: Readonly<Record<string, string>> = { 'date-time': '2001-02-03T04:05:06Z', date: '2001-02-03' };

/** The most members that are sent to go up to a `maxProperties`. */
const MOST_MEMBERS = 100;

/** Maps with as few and as many members as may be. */
function objectEdges(node: JsonObject, value: unknown): readonly EdgeValue[] {
  const { minProperties, maxProperties, properties } = node;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const entries = Object.entries(value) as readonly [string, unknown][];
  const [last] = entries.slice(-1);
  const counts = new Map<string, number>();
  if (typeof minProperties === 'number') counts.set('minProperties', minProperties);
  if (typeof maxProperties === 'number' && maxProperties <= MOST_MEMBERS && properties === undefined) {
    counts.set('maxProperties', maxProperties);
  }
  if (last === undefined) return [];
  const isMap = node['additionalProperties'] !== undefined || node['patternProperties'] !== undefined;
  const mayBeEmpty =
    isMap && properties === undefined && minProperties === undefined && items(node['required']).length === 0;
  const empty = mayBeEmpty ? [edgeValue('no-members', [{}], 'without members', true)] : [];
  const edges = [...counts]
    .filter(([, count]) => count !== entries.length)
    .map(([rule, count]) => {
      const missing = Math.max(0, count - entries.length);
      const more = Array.from({ length: missing }, (_, index) => [`${last[0]}${index + 10}`, last[1]]);
      const made = Object.fromEntries([...entries, ...more].slice(0, count)) as unknown;
      return edgeValue(rule, [made], `with ${count} members`);
    });
  return [...empty, ...edges];
}
