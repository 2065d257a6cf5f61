import { items, type Json, type JsonObject } from '../../../base/json.ts';
import { compilePattern } from '../../../description/schemas/pattern.ts';
import { formedText } from './formed-text.ts';

/** What breaks one rule that a schema has itself, about a value that keeps to it. */
interface WrongValue {
  readonly rule: string;
  readonly keyword: string;
  /** The likeliest first; some may break a second rule. */
  readonly replacements: readonly unknown[];
  readonly title: string;
}

/** All of them, by the keywords of one schema: what it refers to and combines is not looked at. */
export function wrongValuesOf(node: JsonObject, value: unknown): readonly WrongValue[] {
  return [
    ...typeRules(node, value),
    ...enumRules(node),
    ...(typeof value === 'number' ? numberRules(node, value) : []),
    ...(typeof value === 'string' ? stringRules(node, value) : []),
    ...(Array.isArray(value) ? arrayRules(node, value) : []),
    ...objectRules(node, value),
  ];
}

function wrong(rule: string, replacement: unknown, title: string, keyword: string = rule): WrongValue {
  return { rule, keyword, replacements: [replacement], title };
}

const OTHER_TYPES: readonly Json[] = ['text', 12, true, {}, []];

/** A value of a type that the schema does not have; text for everything but strings, a number for those. */
export function wrongType(node: JsonObject, value: unknown): Json | undefined {
  if (node['type'] === undefined) return undefined;
  return OTHER_TYPES.find((candidate) => !allows(node, candidate) && typeof candidate !== typeof value);
}

function allows(node: JsonObject, candidate: unknown): boolean {
  const types: readonly unknown[] = [node['type']].flat();
  const name = nameOfType(candidate);
  return types.includes(name) || (name === 'number' && types.includes('integer'));
}

function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** One value of another type, then each other type, `null`, and half a number for a whole one. */
function typeRules(node: JsonObject, value: unknown): readonly WrongValue[] {
  const first = wrongType(node, value);
  if (first === undefined) return [];
  const isNullable = node['nullable'] === true || allows(node, null);
  const others = [typeof value === 'object' ? 'text' : String(value), 12, true, {}, [value]]
    .filter((other) => !allows(node, other) && nameOfType(other) !== nameOfType(first))
    .map((other) =>
      wrong(`type-${nameOfType(other)}`, other, `of another type (${JSON.stringify(other)})`, 'type'),
    );
  // a text that reads like the value tells who only looks at what it can be made into
  const alike =
    typeof first === 'string' && typeof value !== 'object'
      ? [wrong('type-string', String(value), `written as a text ("${String(value)}")`, 'type')]
      : [];
  const isWhole = [node['type']].flat().includes('integer') && typeof value === 'number';
  return [
    wrong('type', first, `of another type (${JSON.stringify(first)})`),
    ...alike,
    ...others,
    ...(isNullable ? [] : [wrong('null', null, 'null', 'type')]),
    ...(isWhole ? [wrong('fraction', value + 0.5, `no whole number (${value + 0.5})`, 'type')] : []),
  ];
}

function enumRules(node: JsonObject): readonly WrongValue[] {
  if (node['enum'] === undefined && node['const'] === undefined) return [];
  const keyword = node['enum'] === undefined ? 'const' : 'enum';
  const outside = outsideEnum(node);
  const texts = allowedOf(node).filter((one) => typeof one === 'string');
  const other = texts
    .flatMap((text) => [text.toUpperCase(), text.toLowerCase()])
    .find((text) => !texts.includes(text));
  return [
    wrong('enum', outside, `outside its enum (${JSON.stringify(outside)})`, keyword),
    ...(other === undefined
      ? []
      : [wrong('enum-case', other, `in another case than its enum (${other})`, keyword)]),
  ];
}

function allowedOf(node: JsonObject): readonly Json[] {
  return [...items(node['enum']), ...(node['const'] === undefined ? [] : [node['const']])];
}

export function outsideEnum(node: JsonObject): Json {
  const allowed = allowedOf(node);
  const numbers = allowed.filter((one) => typeof one === 'number');
  if (numbers.length > 0 && numbers.length === allowed.length) return Math.max(...numbers) + 1;
  const isBoolean = allowed.every((one) => typeof one === 'boolean');
  return isBoolean ? !allowed[0] : 'outside-the-enum';
}

function numberRules(node: JsonObject, value: number): readonly WrongValue[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node;
  const step = typeof multipleOf === 'number' ? multipleOf : 1;
  const found: WrongValue[] = [];
  const add = (rule: string, number: number) =>
    found.push(wrong(rule, number, `beyond its ${rule} (${number})`));
  if (typeof minimum === 'number') {
    if (exclusiveMinimum === true) add('exclusiveMinimum', minimum);
    else add('minimum', minimum - step);
  }
  if (typeof maximum === 'number') {
    if (exclusiveMaximum === true) add('exclusiveMaximum', maximum);
    else add('maximum', maximum + step);
  }
  if (typeof exclusiveMinimum === 'number') add('exclusiveMinimum', exclusiveMinimum);
  if (typeof exclusiveMaximum === 'number') add('exclusiveMaximum', exclusiveMaximum);
  if (typeof multipleOf === 'number') {
    const isWhole = [node['type']].flat().includes('integer');
    const off = isWhole ? 1 : multipleOf / 2;
    found.push({
      rule: 'multipleOf',
      keyword: 'multipleOf',
      replacements: [value - off, value + off],
      title: `no multiple of ${multipleOf}`,
    });
  }
  return found;
}

/** The longest text that is sent to go beyond a `maxLength`. */
const LONGEST = 100_000;

function stringRules(node: JsonObject, value: string): readonly WrongValue[] {
  const { minLength, maxLength, format, pattern } = node;
  const found: WrongValue[] = [];
  const add = (rule: string, replacements: readonly string[], title: string, keyword = rule) =>
    found.push({ rule, keyword, replacements, title });
  if (typeof minLength === 'number' && minLength > 0) {
    add('minLength', [value.slice(0, minLength - 1)], `shorter than ${minLength}`);
  }
  if (typeof maxLength === 'number' && maxLength < LONGEST) {
    add('maxLength', lengthened(value, maxLength + 1), `longer than ${maxLength}`);
  }
  if (typeof format === 'string') {
    add('format', [`no ${format}`], `that is no ${format}`);
    const near = NEARLY[format];
    if (near !== undefined) add('format-near', [near], `that is nearly a ${format} (${near})`, 'format');
  }
  if (typeof pattern === 'string') {
    const compiled = compilePattern(pattern);
    const test = (text: string) => compiled.test(text);
    const behind = [`${value}!`, `${value} `, '!', '\u0001'].filter((text) => !test(text));
    const before = [`!${value}`].filter((text) => !test(text));
    if (behind.length > 0) add('pattern', behind, `that does not match ${pattern}`);
    if (before.length > 0) {
      add('pattern-start', before, `that does not match ${pattern} from its start`, 'pattern');
    }
  }
  return found;
}

/** The same text with more at its end, its start, or within: some of that may keep to format and pattern. */
function lengthened(value: string, length: number): readonly string[] {
  const missing = Math.max(1, length - Array.from(value).length);
  const last = Array.from(value).at(-1) ?? 'x';
  const { first = value, rest = '' } = formedText(value) ?? {};
  return [
    first + 'x'.repeat(missing) + rest,
    value + last.repeat(missing),
    'x'.repeat(missing) + value,
    value.replace(/^[^@]*@/, (local) => 'x'.repeat(missing) + local),
  ];
}

/** What those take for right who only look at it from afar. */
const NEARLY: Readonly<Record<string, string>> = {
  date: '2024-02-30',
  'date-time': '2024-02-28 25:61:00',
  uuid: '12345678-1234-1234-1234-12345678901',
  email: 'somebody@',
  'idn-email': 'somebody@',
  ipv4: '192.0.2.256',
  ipv6: '2001:db8::12345',
  uri: '//example.com/without-a-scheme',
};

function arrayRules(node: JsonObject, value: readonly unknown[]): readonly WrongValue[] {
  const { minItems, maxItems, uniqueItems } = node;
  const found: WrongValue[] = [];
  if (typeof minItems === 'number' && minItems > 0) {
    found.push(wrong('minItems', value.slice(0, minItems - 1), `with fewer than ${minItems} items`));
  }
  if (uniqueItems === true && value.length > 0) {
    const isFull = typeof maxItems === 'number' && value.length >= maxItems;
    const twice = [...(isFull ? value.slice(0, -1) : value), value[0]];
    found.push(wrong('uniqueItems', twice, 'with an item twice'));
  }
  return found;
}

/** The most members that are sent to go beyond a `maxProperties`. */
const MOST_MEMBERS = 200;

function objectRules(node: JsonObject, value: unknown): readonly WrongValue[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { minProperties, maxProperties } = node;
  const entries = Object.entries(value) as readonly [string, unknown][];
  const found: WrongValue[] = [];
  if (typeof minProperties === 'number' && minProperties > 0) {
    const few = Object.fromEntries(entries.slice(0, minProperties - 1));
    found.push(wrong('minProperties', few, `with fewer than ${minProperties} members`));
  }
  const [last] = entries.slice(-1);
  if (typeof maxProperties === 'number' && maxProperties < MOST_MEMBERS && last !== undefined) {
    const missing = Math.max(1, maxProperties + 1 - entries.length);
    const more = Array.from({ length: missing }, (_, index) => [`${last[0]}${index + 10}`, last[1]] as const);
    const many = Object.fromEntries([...entries, ...more]);
    found.push(wrong('maxProperties', many, `with more than ${maxProperties} members`));
  }
  return found;
}
