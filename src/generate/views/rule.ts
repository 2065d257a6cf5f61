import type { Json } from '../../base/json.ts';
import type { View } from '../../description/schemas/keywords/schema-view.ts';

/**
 * Assertions without references and combinations. Beside those of JSON Schema it has their opposites, which negation
 * makes: `refusedValues`, `refusedPattern`, `refusedFormat`, `refusedMultipleOf`, `forbidden`, `repeatedItems`.
 */
export type Rule = Readonly<Record<string, unknown>>;

/** Returns the finite numbers under a keyword of the rules. */
export function numbersUnder(rules: readonly Rule[], keyword: string): readonly number[] {
  return rules.map((rule) => rule[keyword]).filter((value): value is number => Number.isFinite(value));
}

/** Returns the texts under a keyword of the rules. */
export function textsUnder(rules: readonly Rule[], keyword: string): readonly string[] {
  return rules.map((rule) => rule[keyword]).filter((value): value is string => typeof value === 'string');
}

/** Returns the items of the lists under a keyword of the rules. */
export function itemsUnder(rules: readonly Rule[], keyword: string): readonly Json[] {
  return rules.flatMap((rule) => listOf(rule[keyword]) as readonly Json[]);
}

/** Returns the views of a list; none for other values. */
export function listOf(value: unknown): readonly View[] {
  return Array.isArray(value) ? (value as readonly View[]) : [];
}

/** Returns the views of a map by their names; none for other values. */
export function viewsOf(value: unknown): [string, View][] {
  return isRule(value) ? (Object.entries(value) as [string, View][]) : [];
}

/** Returns the view under a name of a map, or under a keyword. */
export function viewOf(value: unknown, name: string): View | undefined {
  return isRule(value) && Object.hasOwn(value, name) ? (value[name] as View) : undefined;
}

/** Returns the views under a keyword of the rules. */
export function viewsUnder(rules: readonly Rule[], keyword: string): readonly View[] {
  return rules.map((rule) => viewOf(rule, keyword)).filter((view) => view !== undefined);
}

export function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a text that is equal for equal values, in whatever order their members are. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isRule(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join()}}`;
}
