import { equalJson } from '../../base/json.ts';
import { TYPES, type Type } from '../views/json-type.ts';
import { itemsUnder, isRule, listOf, numbersUnder, viewsOf, type Rule } from '../views/rule.ts';

/** Returns the types that all of the rules allow, in the order of the first that names any. */
export function typesOf(rules: readonly Rule[]): readonly Type[] {
  return rules.reduce<readonly Type[]>((left, rule) => {
    if (rule['type'] === undefined) return left;
    const allowed = [rule['type']].flat().map((type) => (type === 'integer' ? 'number' : type));
    const common = left.filter((type) => allowed.includes(type));
    return left === TYPES ? TYPES.filter((type) => allowed.includes(type)) : common;
  }, TYPES);
}

/** True where rules plainly contradict each other, so that no value of any type fits them. Not all are seen. */
export function contradicts(rules: readonly Rule[]): boolean {
  const types = typesOf(rules);
  if (types.length === 0) return true;
  const lists = rules.flatMap(listedValues);
  if (hasNoneInCommon(lists)) return true;
  const [only] = types;
  return types.length === 1 && only !== undefined && (CONTRADICTIONS[only]?.(rules) ?? false);
}

function listedValues(rule: Rule): readonly (readonly unknown[])[] {
  return [
    ...(rule['const'] === undefined ? [] : [[rule['const']]]),
    ...(Array.isArray(rule['enum']) ? [rule['enum'] as readonly unknown[]] : []),
  ];
}

function hasNoneInCommon(lists: readonly (readonly unknown[])[]): boolean {
  const [first, ...others] = lists;
  if (first === undefined || others.length === 0) return false;
  return !first.some((value) => others.every((list) => list.some((one) => equalJson(one, value))));
}

const CONTRADICTIONS: Readonly<Partial<Record<Type, (rules: readonly Rule[]) => boolean>>> = {
  string: (rules) =>
    isCrossed(rules, 'minLength', 'maxLength') ||
    isOpposed(rules, 'pattern', 'refusedPattern') ||
    isOpposed(rules, 'format', 'refusedFormat'),
  number: (rules) =>
    isOpposed(rules, 'multipleOf', 'refusedMultipleOf') ||
    isCrossed(rules, 'minimum', 'maximum') ||
    isCrossed(rules, 'exclusiveMinimum', 'maximum') ||
    isCrossed(rules, 'minimum', 'exclusiveMaximum'),
  array: (rules) => isCrossed(rules, 'minItems', 'maxItems'),
  object: (rules) => isCrossed(rules, 'minProperties', 'maxProperties') || membersContradict(rules),
};

function isCrossed(rules: readonly Rule[], least: string, most: string): boolean {
  return Math.max(...numbersUnder(rules, least)) > Math.min(...numbersUnder(rules, most));
}

/** True where a value of a keyword is demanded, and refused. */
function isOpposed(rules: readonly Rule[], keyword: string, refused: string): boolean {
  return rules.some(
    (rule) => rule[keyword] !== undefined && rules.some((other) => other[refused] === rule[keyword]),
  );
}

/** True where a required member is forbidden, or has no value that all of its lists have. */
function membersContradict(rules: readonly Rule[]): boolean {
  const required = new Set(itemsUnder(rules, 'required').map(String));
  if (itemsUnder(rules, 'forbidden').some((name) => required.has(String(name)))) return true;
  if (required.size > Math.min(...numbersUnder(rules, 'maxProperties'))) return true;
  const lists = new Map<string, (readonly unknown[])[]>();
  for (const [name, view] of rules.flatMap((rule) => viewsOf(rule['properties']))) {
    if (!required.has(name)) continue;
    if (view === false) return true;
    const own = isRule(view) ? listedValues(view) : [];
    const refused =
      isRule(view) && isRule(view['not']) ? listOf(view['not']['enum'] ?? [view['not']['const']]) : [];
    const known = lists.get(name) ?? [];
    const single = known.find((list) => list.length === 1)?.[0];
    if (single !== undefined && refused.some((value) => equalJson(value, single))) return true;
    lists.set(name, [...known, ...own]);
  }
  return [...lists.values()].some(hasNoneInCommon);
}
