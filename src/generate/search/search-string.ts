import { stringMember, type JsonObject } from '../../base/json.ts';
import { generateString, searchFormatted } from '../generate-string.ts';
import { identifierFor } from '../identifier.ts';
import type { TextDemand } from '../texts/text-demand.ts';
import { numbersUnder, textsUnder, type Rule } from '../views/rule.ts';
import type { Place } from './place.ts';
import type { SearchContext } from './search-context.ts';

/** Returns texts in the order in which they are to be tried: suggested ones, usual ones, and those that are searched for. */
export function* textCandidates(
  context: SearchContext,
  rules: readonly Rule[],
  original: JsonObject,
  { name, spread = 1 }: Place,
): Generator<string> {
  const { random, steps } = context;
  const demand = demandOf(rules);
  const [format, ...others] = textsUnder(rules, 'format');
  const keywords = keywordsOf(demand, format);
  const suggestion = spread === 1 ? suggested(context, keywords, { original, name }) : undefined;
  if (suggestion !== undefined) yield generateString(keywords, random, suggestion, steps);
  const isPlain = demand.patterns.length < 2 && demand.refused.length + others.length === 0;
  const isFree = demand.patterns.length === 0 && format === undefined;
  if (spread > 1 && isFree)
    yield generateString({ ...keywords, pattern: DIFFERENT }, random, undefined, steps);
  if (isPlain) yield generateString(keywords, random, undefined, steps);
  const key = JSON.stringify([keywords, demand.patterns, demand.refused]);
  for (let round = 0; round < MAX_ROUNDS && !context.vain.has(key); round += 1) {
    context.budget.left -= PARTS_PER_SEARCH;
    const text = searchFormatted(demand, format, { random, steps });
    if (text === undefined) context.vain.add(key);
    else yield text;
  }
}

/** The texts of which many are needed have this pattern, unless they have another. */
const DIFFERENT = '^[a-z0-9]{8,}$';

/** Limits the texts that are searched for. */
const MAX_ROUNDS = 4;

/** What the search for a text counts. */
const PARTS_PER_SEARCH = 5;

function keywordsOf({ patterns, least, most }: TextDemand, format: string | undefined): JsonObject {
  const [pattern] = patterns;
  return {
    ...(format !== undefined && { format }),
    ...(least > 0 && { minLength: least }),
    ...(most < Infinity && { maxLength: most }),
    ...(pattern !== undefined && { pattern }),
  };
}

function suggested(
  { random, suggest }: SearchContext,
  keywords: JsonObject,
  { original, name }: { readonly original: JsonObject; readonly name: string },
): string | undefined {
  const isAsked = stringMember(original, 'x-faker') !== undefined;
  if (keywords['pattern'] !== undefined && !isAsked) return undefined;
  const text =
    suggest(name, { ...original, type: 'string' }, random) ?? identifierFor(keywords, name, random);
  return text === undefined ? undefined : String(text);
}

/** Returns what the rules demand of a text, but for the format. */
export function demandOf(rules: readonly Rule[]): TextDemand {
  return {
    patterns: [...new Set(textsUnder(rules, 'pattern'))],
    refused: [...new Set(textsUnder(rules, 'refusedPattern'))],
    least: Math.max(0, ...numbersUnder(rules, 'minLength')),
    most: Math.min(...numbersUnder(rules, 'maxLength')),
  };
}
