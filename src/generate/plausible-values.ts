import type { Faker } from '@faker-js/faker';
import { faker } from '@faker-js/faker/locale/en';
import { stringMember, type JsonObject } from '../base/json.ts';
import { boundedlyMemoised } from '../base/memoise.ts';
import type { Random } from '../base/random.ts';
import { CHANGED, CREATED, DELETED } from '../description/resources/conventions/time-names.ts';

/** Suggests by `x-faker` (such as `person.firstName`), else by the property's name and type. */
export function suggestPlausible(name: string, schema: JsonObject, random: Random): unknown {
  const seed = random.below(2 ** 31);
  const seeded = () => {
    faker.seed(seed); // takes longer than all the rest
    return faker;
  };
  const expression = stringMember(schema, 'x-faker');
  if (expression !== undefined) return callFaker(seeded(), expression);
  if (schema['format'] !== undefined && !isNumeric(schema)) return undefined;
  if (schema['type'] === 'boolean') return BOOLEANS.find(([pattern]) => pattern.test(wordsOf(name)))?.[1];
  const isText = schema['type'] === 'string' || schema['type'] === undefined;
  const entry = (isText ? textFor : numberFor)(wordsOf(name));
  return entry?.[1](seeded, random);
}

function isNumeric({ type = null }: JsonObject): boolean {
  return [type].flat().some((one) => one === 'integer' || one === 'number');
}

/** Calls `person.firstName` or `{{person.firstName}}`; undefined for functions that the library does not have. */
function callFaker(library: Faker, expression: string): unknown {
  const [module = '', method = ''] = expression
    .replace(/[{}\s]/g, '')
    .replace(/\(.*$/, '')
    .split('.');
  const functions = Object.hasOwn(library, module)
    ? (library as unknown as Record<string, unknown>)[module]
    : undefined;
  if (typeof functions !== 'object' || functions === null) return undefined;
  const found = (functions as Record<string, unknown>)[method];
  return typeof found === 'function' ? (found.call(functions) as unknown) : undefined;
}

/** Splits a name into words: `firstName`, `first_name` and `first-name` become `first name`. */
const wordsOf = boundedlyMemoised((name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .trim()
    .toLowerCase(),
);

/** Names, and what is suggested for them. Faker is seeded when it is called: most entries for numbers do without. */
type Entry = readonly [RegExp, (seeded: () => Faker, random: Random) => unknown];

const TEXTS: readonly Entry[] = [
  [/^(first|given|fore) ?name$/, (seeded) => seeded().person.firstName()],
  [/^(last|family|sur) ?name$/, (seeded) => seeded().person.lastName()],
  [/^(full|display|real|owner|author|customer|contact|user) ?name$/, (seeded) => seeded().person.fullName()],
  [/^(user ?name|login|nick ?name|handle)$/, (seeded) => seeded().internet.username().toLowerCase()],
  [/e ?mail/, (seeded) => seeded().internet.email({ provider: 'example.com' }).toLowerCase()],
  [/(phone|mobile|fax|telephone)/, (seeded) => seeded().phone.number({ style: 'international' })],
  [
    /^(street|street address|address|address line ?\d?|line ?1)$/,
    (seeded) => seeded().location.streetAddress(),
  ],
  [/city|town/, (seeded) => seeded().location.city()],
  [/^(zip|postal|post) ?(code)?$/, (seeded) => seeded().location.zipCode('#####')],
  [/country ?code/, (seeded) => seeded().location.countryCode()],
  [/country/, (seeded) => seeded().location.country()],
  [/^(state|province|region)$/, (seeded) => seeded().location.state()],
  [/time ?zone/, (seeded) => seeded().location.timeZone()],
  [/currency/, (seeded) => seeded().finance.currencyCode()],
  [/(company|organi[sz]ation|vendor|brand|manufacturer)/, (seeded) => seeded().company.name()],
  [/(job ?title|position|occupation)/, (seeded) => seeded().person.jobTitle()],
  [/(url|uri|href|link|website|homepage)$/, (_, random) => `https://example.com/${random.below(10_000)}`],
  [
    /(avatar|image|photo|picture|thumbnail|icon|logo)/,
    (_, random) => `https://example.com/${random.below(10_000)}.png`,
  ],
  [
    /(description|summary|bio|about|content|body|text|message|comment|note)s?$/,
    (seeded) => seeded().lorem.sentence(),
  ],
  [/(title|headline|subject)$/, (seeded) => seeded().lorem.words({ min: 2, max: 4 })],
  [/(colou?r)$/, (seeded) => seeded().color.human()],
  [/^(tag|label|category|genre|department|group)$/, (seeded) => seeded().commerce.department().toLowerCase()],
  [/^(product|item|product name)$/, (seeded) => seeded().commerce.productName()],
  [/slug$/, (seeded) => seeded().lorem.slug(2)],
  [/(language|locale)$/, (seeded) => seeded().helpers.arrayElement(['en', 'de', 'fr', 'es'])],
  [/^name$/, (seeded) => seeded().commerce.productName()],
  [/^(version|app version)$/, (seeded) => seeded().system.semver()],
  [/^(ip|ip address)$/, (_, random) => `192.0.2.${1 + random.below(254)}`],
  [
    new RegExp(`(${[CREATED, CHANGED, DELETED].flat().join('|')})( at| on| date| time)?$|( at| date| time)$`),
    (seeded) =>
      seeded().date.between({ from: '2024-01-01T00:00:00Z', to: '2025-12-31T00:00:00Z' }).toISOString(),
  ],
];

const NUMBERS: readonly Entry[] = [
  [/^(age)$/, (_, random) => 18 + random.below(60)],
  [/(price|amount|cost|total|balance|fee)$/, (_, random) => 1 + random.below(20_000) / 100],
  [/^(lat|latitude)$/, (_, random) => random.below(18_000) / 100 - 90],
  [/^(lon|lng|long|longitude)$/, (_, random) => random.below(36_000) / 100 - 180],
  [/^(quantity|count|stock|number of .*|num .*)$/, (_, random) => 1 + random.below(50)],
  [/(rating|score|stars)$/, (_, random) => 1 + random.below(5)],
  [/(percent|percentage|progress)$/, (_, random) => random.below(101)],
  [
    new RegExp(`(timestamp|${[CREATED, CHANGED].flat().join('|')})( at| on| time| ms)?$|( at| time ?stamp)$`),
    (_, random) => 1_704_067_200_000 + random.below(63_072_000) * 1000,
  ],
  [/year$/, (_, random) => 2000 + random.below(26)],
];

const textFor = boundedlyMemoised((words: string) => TEXTS.find(([pattern]) => pattern.test(words)));

const numberFor = boundedlyMemoised((words: string) => NUMBERS.find(([pattern]) => pattern.test(words)));

/** The values that most items have. */
const BOOLEANS: readonly (readonly [RegExp, boolean])[] = [
  [/(deleted|removed|archived|disabled|banned|blocked|suspended|expired|hidden|deprecated|locked)$/, false],
  [/(active|enabled|visible|verified|available)$/, true],
];
