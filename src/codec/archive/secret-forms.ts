import { escapedPattern } from '../../base/escape-pattern.ts';

/** Returns a pattern that finds these values in a text, however they are written there, the longest first. */
export function patternOf(values: Iterable<string>): RegExp {
  const sorted = [...values].flatMap(formsOf).toSorted((left, right) => right.length - left.length);
  return new RegExp(sorted.map(escapedPattern).join('|'), 'g');
}

/** Returns how a value may stand in a text: as it is, in a query, in JSON, and in base64. */
function formsOf(value: string): readonly string[] {
  const bytes = String.fromCharCode(...new TextEncoder().encode(value));
  return [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), btoa(bytes)])];
}
