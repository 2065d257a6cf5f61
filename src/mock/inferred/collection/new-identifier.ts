import { items, type JsonObject } from '../../../base/json.ts';
import { weaklyMemoised } from '../../../base/memoise.ts';
import type { Random } from '../../../base/random.ts';
import { generateString } from '../../../generate/generate-string.ts';
import { fitsText } from '../../../generate/texts/text-demand.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import type { DescribedResource } from '../resources/resource-model.ts';
import type { UsedIdentifiers } from './used-identifiers.ts';

/** At most this many identifiers are drawn again when one is in use; then the last is lengthened, or taken all the same. */
const MAX_DRAWS = 50;

/** Returns an identifier that is not among `used`, and fits the schema of the item, else of the path parameter. */
export function newIdentifier(
  model: DescribedResource,
  used: UsedIdentifiers,
  random: Random,
  suggest: Suggest = () => undefined,
): string | number {
  const keywords = keywordsOf(model);
  if (isNumbered(model, used)) return nextNumber(keywords, used);
  const allowed = items(keywords['enum']).find((value) => typeof value === 'string' && !used.has(value));
  if (typeof allowed === 'string') return allowed;
  let id = drawText(model.key, keywords, random, suggest);
  for (let draw = 0; draw < MAX_DRAWS && used.has(id); draw += 1) {
    id = drawText(model.key, keywords, random, suggest);
  }
  return used.has(id) ? (lengthened(id, keywords, random) ?? id) : id;
}

/** Returns the text with digits before or after it; undefined where that would not fit. */
function lengthened(
  id: string,
  { pattern, format, maxLength }: JsonObject,
  random: Random,
): string | undefined {
  if (format !== undefined) return undefined;
  const digits = hexadecimal(random);
  const demand = {
    patterns: typeof pattern === 'string' ? [pattern] : [],
    refused: [],
    least: 0,
    most: typeof maxLength === 'number' ? maxLength : Infinity,
  };
  return [24, 8, 4]
    .flatMap((count) => [`${id}${digits.slice(0, count)}`, `${digits.slice(0, count)}${id}`])
    .find((text) => fitsText(demand, text));
}

/**
 * True when identifiers are numbers: by the schema of the item or of the created one, else of the path, else when all
 * that are in use are.
 */
function isNumbered(
  { key, properties, createdKey, parameterKeywords }: DescribedResource,
  used: UsedIdentifiers,
): boolean {
  const shown = [properties.get(key)?.type, createdKey?.type].filter((type) => type !== undefined);
  const types = shown.length > 0 ? shown : [parameterKeywords['type'] ?? []].flat();
  if (types.length > 0) return types.some((type) => type === 'integer' || type === 'number');
  return used.areNumbers();
}

/**
 * Returns the keywords of the identifier: of the schema that describes its form best, the item's first, then the created
 * one's, then the path's.
 */
const keywordsOf = weaklyMemoised(identifierKeywords);

function identifierKeywords({
  key,
  properties,
  createdKey,
  parameterKeywords,
}: DescribedResource): JsonObject {
  const described = [properties.get(key)?.keywords ?? {}, createdKey?.keywords ?? {}, parameterKeywords];
  const having = (names: readonly string[]) =>
    described.find((keywords) => names.some((name) => name in keywords));
  return having(EXACT_KEYWORDS) ?? having(FORM_KEYWORDS) ?? {};
}

/** Keywords that describe the form of an identifier. */
const FORM_KEYWORDS = ['minLength', 'maxLength', 'minimum'];

/** Those that leave least to choose. */
const EXACT_KEYWORDS = ['format', 'pattern', 'enum'];

function nextNumber({ minimum }: JsonObject, used: UsedIdentifiers): number {
  const least = typeof minimum === 'number' ? Math.ceil(minimum) : 1;
  return Math.max(least - 1, 0, used.largest()) + 1;
}

function drawText(key: string, keywords: JsonObject, random: Random, suggest: Suggest): string {
  if ('pattern' in keywords || 'format' in keywords) return generateString(keywords, random, undefined);
  const suggested = suggest(key, asText(keywords), random);
  return generateString(keywords, random, String(suggested ?? hexadecimal(random)));
}

const asText = weaklyMemoised((keywords: JsonObject): JsonObject => ({ ...keywords, type: 'string' }));

const HEXADECIMAL = '0123456789abcdef';

/** Returns 24 hexadecimal digits. */
function hexadecimal(random: Random): string {
  const digits: number[] = [];
  for (let index = 0; index < 24; index += 1) digits.push(HEXADECIMAL.charCodeAt(random.below(16)));
  return String.fromCharCode(...digits); // one piece: a text that grows by each digit would keep all its parts
}
