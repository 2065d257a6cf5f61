import { items, type JsonObject } from '../../../base/json.ts';
import type { Random } from '../../../base/random.ts';
import { generateString } from '../../../generate/generate-string.ts';
import type { Suggest } from '../../../generate/suggest.ts';
import type { DescribedResource } from '../resources/resource-model.ts';

/** How often it is drawn anew where the one that was drawn is taken. */
const MOST_DRAWS = 50;

/** An identifier of the kind that the schemas of item and path want, which is not among `used`. */
export function newIdentifier(
  model: DescribedResource,
  used: readonly unknown[],
  random: Random,
  suggest: Suggest = () => undefined,
): string | number {
  const keywords = formOf(model);
  if (isNumbered(model, used)) return nextNumber(keywords, used);
  const taken = new Set(used.map(String));
  const allowed = items(keywords['enum']).find((one) => typeof one === 'string' && !taken.has(one));
  if (typeof allowed === 'string') return allowed;
  let id = drawText(model.key, keywords, random, suggest);
  for (let draw = 0; draw < MOST_DRAWS && taken.has(id); draw += 1) {
    id = drawText(model.key, keywords, random, suggest);
  }
  return id;
}

/** Whether identifiers are numbers: by the item, else by the path, else by those that are in use. */
function isNumbered(
  { key, properties, parameterKeywords }: DescribedResource,
  used: readonly unknown[],
): boolean {
  const type = properties.get(key)?.type ?? parameterKeywords['type'];
  if (type === 'integer' || type === 'number') return true;
  return type === undefined && used.length > 0 && used.every((id) => typeof id === 'number');
}

/** The keywords of whichever of item and path gives the identifier its form. */
function formOf({ key, properties, parameterKeywords }: DescribedResource): JsonObject {
  const { keywords = {} } = properties.get(key) ?? {};
  return [keywords, parameterKeywords].find((schema) => FORMING.some((name) => name in schema)) ?? {};
}

/** Keywords that give an identifier its form. */
const FORMING = ['format', 'pattern', 'minLength', 'maxLength', 'enum', 'minimum'];

function nextNumber({ minimum }: JsonObject, used: readonly unknown[]): number {
  const numbers = used.filter((id) => typeof id === 'number' && Number.isSafeInteger(id));
  const least = typeof minimum === 'number' ? Math.ceil(minimum) : 1;
  return Math.max(least - 1, 0, ...(numbers as number[])) + 1;
}

function drawText(key: string, keywords: JsonObject, random: Random, suggest: Suggest): string {
  if ('pattern' in keywords || 'format' in keywords) return generateString(keywords, random, undefined);
  const suggested = suggest(key, { ...keywords, type: 'string' }, random);
  return generateString(keywords, random, String(suggested ?? hexadecimal(random)));
}

/** 24 digits, as long as identifiers often are. */
function hexadecimal(random: Random): string {
  return Array.from({ length: 24 }, () => random.below(16).toString(16)).join('');
}
