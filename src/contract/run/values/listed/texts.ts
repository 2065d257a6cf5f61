import type { JsonObject } from '../../../../base/json.ts';

/** How long texts are that are searched for. */
const SHORTEST = 3;
const LONGEST = 60;

/** Returns texts of the first item that has any: a whole one, its longest word, and the longest words of its others. */
export function textsIn(items: readonly JsonObject[], members: readonly string[]): readonly string[] {
  const texts = textsOf(textHolder(items, members), members);
  const whole = texts.filter((text) => text.length <= LONGEST).slice(0, 1);
  const words = texts.map(longestWord).filter((word) => word.length >= SHORTEST);
  return [...new Set([...whole, ...words])];
}

export function textHolder(items: readonly JsonObject[], members: readonly string[]): JsonObject | undefined {
  return items.find((item) => textsOf(item, members).length > 0);
}

function textsOf(item: JsonObject | undefined, members: readonly string[]): readonly string[] {
  return members
    .map((name) => item?.[name])
    .filter((text): text is string => typeof text === 'string' && longestWord(text).length >= SHORTEST);
}

function longestWord(text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.toSorted((left, right) => right.length - left.length)[0] ?? '';
}
