import { stringMember, type JsonObject } from '../base/json.ts';
import { pick, type Random } from '../base/random.ts';
import { readablePattern } from '../description/schemas/pattern.ts';
import { textMatching, type Lengths } from './generate-pattern.ts';

/** Limits the length of texts, since some descriptions allow megabytes. */
const MAX_LENGTH = 200;

/** Limits the length where `minLength` requires a longer text. */
const MAX_REQUIRED_LENGTH = 100_000;

/** Generates a text that fits `pattern`, with the lengths where that is found, or else the lengths and `format`. A `suggestion` has to fit the format. */
export function generateString(keywords: JsonObject, random: Random, suggestion: string | undefined): string {
  const pattern = stringMember(keywords, 'pattern');
  const matching =
    pattern === undefined ? undefined : textMatching(readablePattern(pattern), random, lengthsOf(keywords));
  if (matching !== undefined) return matching;
  const format = stringMember(keywords, 'format');
  const formatted = format === undefined ? undefined : FORMATS[format]?.(random);
  return fitLength(suggestion ?? formatted ?? words(random), keywords);
}

function lengthsOf({ minLength, maxLength }: JsonObject): Lengths {
  return {
    least: typeof minLength === 'number' ? minLength : undefined,
    most: typeof maxLength === 'number' ? maxLength : undefined,
  };
}

function fitLength(text: string, { minLength, maxLength }: JsonObject): string {
  const least = Math.min(typeof minLength === 'number' ? minLength : 0, MAX_REQUIRED_LENGTH);
  const most = typeof maxLength === 'number' ? maxLength : Math.max(MAX_LENGTH, least);
  const filler = text === '' ? 'x' : text;
  return text.padEnd(least, filler).slice(0, most);
}

const WORDS = [
  'amber',
  'birch',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'harbor',
  'iris',
  'juniper',
  'kelp',
  'linen',
];

function words(random: Random): string {
  return `${pick(random, WORDS)} ${pick(random, WORDS)}`;
}

function digits(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(10)).join('');
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(16).toString(16)).join('');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Returns a day in 2024 or 2025. */
function date(random: Random): string {
  return `${2024 + random.below(2)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
}

function time(random: Random): string {
  return `${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}Z`;
}

const name = (random: Random) => `${pick(random, WORDS)}-${digits(random, 3)}`;

/** A whole number, which begins with no 0. */
const integer = (random: Random, length: number) => digits(random, length).replace(/^0+/, '1');

/** Formats of numbers, which texts have where a number may be too long for JSON's readers. */
const INTEGERS = ['int32', 'int64', 'uint32', 'uint64'];
const FRACTIONS = ['float', 'double', 'decimal', 'decimal128'];

/** The formats of OpenAPI's registry and JSON Schema 2020-12, section 7.3. */
const FORMATS: Readonly<Record<string, (random: Random) => string>> = {
  'date-time': (random) => `${date(random)}T${time(random)}`,
  date,
  time,
  duration: (random) => `P${1 + random.below(30)}D`,
  email: (random) => `${name(random)}@example.com`,
  'idn-email': (random) => `${name(random)}@example.com`,
  hostname: (random) => `${name(random)}.example.com`,
  'idn-hostname': (random) => `${name(random)}.example.com`,
  ipv4: (random) => `192.0.2.${1 + random.below(254)}`,
  ipv6: (random) => `2001:db8::${hex(random, 3)}1`,
  uri: (random) => `https://example.com/${name(random)}`,
  url: (random) => `https://example.com/${name(random)}`,
  'uri-reference': (random) => `/${name(random)}`,
  iri: (random) => `https://example.com/${name(random)}`,
  'iri-reference': (random) => `/${name(random)}`,
  'uri-template': (random) => `https://example.com/${pick(random, WORDS)}/{id}`,
  uuid: (random) =>
    `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
  'json-pointer': (random) => `/${pick(random, WORDS)}`,
  'relative-json-pointer': () => '0',
  regex: () => '^[a-z]+$',
  byte: (random) => btoa(words(random)),
  ...Object.fromEntries(INTEGERS.map((format) => [format, (random: Random) => integer(random, 6)])),
  ...Object.fromEntries(FRACTIONS.map((format) => [format, (random: Random) => `${integer(random, 3)}.5`])),
};
