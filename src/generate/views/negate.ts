import {
  LAZY_REFERENCE,
  type MutableView,
  type ValidatedViews,
  type View,
} from '../../description/schemas/keywords/schema-view.ts';
import { TYPES } from '../views/json-type.ts';
import { isRule, listOf, viewOf, viewsOf, type Rule } from '../views/rule.ts';

/**
 * Returns views of values that do not fit a view, each with another reason. They need not be all of the reasons: values
 * that break `patternProperties` or `unevaluatedProperties` are not among them.
 */
export function negationsOf(views: ValidatedViews, view: View): readonly View[] {
  if (typeof view === 'boolean') return view ? [] : [true];
  const reference = view['$ref'] ?? view[LAZY_REFERENCE];
  const known = negations.get(view);
  if (known !== undefined) return known;
  const found = listedFirst([
    ...Object.keys(view).flatMap((keyword) => NEGATIONS[keyword]?.(view[keyword], view) ?? []),
    ...(typeof reference === 'string' ? [notOf(views.follow(reference))] : []),
    ...combined(view),
  ]);
  negations.set(view, found);
  return found;
}

/** Views that list their values come first, since it is soon told whether one of these fits. */
function listedFirst(found: readonly View[]): readonly View[] {
  const isListed = (view: View) =>
    isRule(view) && (view['const'] !== undefined || Array.isArray(view['enum']));
  return [...found.filter(isListed), ...found.filter((view) => !isListed(view))];
}

const negations = new WeakMap<object, readonly View[]>();

/** Returns the view of all that does not fit a view: the same each time, so that circles are noticed. */
export function notOf(view: unknown): View {
  if (typeof view === 'boolean') return !view;
  if (!isRule(view)) return false;
  const inner = viewOf(view, 'not');
  if (inner !== undefined && Object.keys(view).length === 1) return inner;
  const known = complements.get(view) ?? { not: view };
  complements.set(view, known);
  return known;
}

/** True where a view is demanded beside its complement, so that nothing fits. Not all of these pairs are seen. */
export function isRefused(views: ValidatedViews, view: Rule, demanded: (other: View) => boolean): boolean {
  const complement = complements.get(view);
  if (complement !== undefined && demanded(complement)) return true;
  const refused = viewOf(view, 'not');
  return refused !== undefined && demanded(followed(views, refused));
}

/** Returns what a view that is a reference alone leads to. */
function followed(views: ValidatedViews, view: View): View {
  if (!isRule(view) || Object.keys(view).length !== 1) return view;
  const reference = view['$ref'] ?? view[LAZY_REFERENCE];
  return typeof reference === 'string' ? views.follow(reference) : view;
}

const complements = new WeakMap<object, MutableView>();

type Negate = (value: unknown, view: Rule) => readonly View[];

const counted = (value: unknown): number => (typeof value === 'number' ? value : 0);

const texts = (view: Rule): View => ({ type: 'string', ...view });

const numbers = (view: Rule): View => ({ type: 'number', ...view });

const lists = (view: Rule): View => ({ type: 'array', ...view });

const objects = (view: Rule): View => ({ type: 'object', ...view });

/** A bound from below cannot be broken where it is nought. */
const below = (value: unknown, of: (most: number) => View): readonly View[] =>
  counted(value) > 0 ? [of(counted(value) - 1)] : [];

const NEGATIONS: Readonly<Record<string, Negate>> = {
  type: (value) => {
    const allowed = [value].flat();
    const isInteger = allowed.includes('integer') && !allowed.includes('number');
    const others = TYPES.filter((type) => !allowed.includes(type) && !(type === 'number' && isInteger));
    return [
      ...(others.length > 0 ? [{ type: others }] : []),
      ...(isInteger ? [numbers({ refusedMultipleOf: 1 })] : []),
    ];
  },
  const: (value) => [{ refusedValues: [value] }],
  enum: (value) => [{ refusedValues: value }],
  refusedValues: (value) => [{ enum: value }],
  minLength: (value) => below(value, (maxLength) => texts({ maxLength })),
  maxLength: (value) => [texts({ minLength: counted(value) + 1 })],
  pattern: (refusedPattern) => [texts({ refusedPattern })],
  format: (refusedFormat) => [texts({ refusedFormat })],
  minimum: (exclusiveMaximum) => [numbers({ exclusiveMaximum })],
  maximum: (exclusiveMinimum) => [numbers({ exclusiveMinimum })],
  exclusiveMinimum: (maximum) => [numbers({ maximum })],
  exclusiveMaximum: (minimum) => [numbers({ minimum })],
  multipleOf: (refusedMultipleOf) => [numbers({ refusedMultipleOf })],
  minItems: (value) => below(value, (maxItems) => lists({ maxItems })),
  maxItems: (value) => [lists({ minItems: counted(value) + 1 })],
  uniqueItems: (value) => (value === true ? [lists({ minItems: 2, repeatedItems: true })] : []),
  items: (_, view) => {
    const before = listOf(view['prefixItems']).map(() => true);
    return [lists({ minItems: before.length + 1, prefixItems: [...before, notOf(view['items'])] })];
  },
  prefixItems: (value) =>
    listOf(value).map((item, index) =>
      lists({
        minItems: index + 1,
        prefixItems: [...Array.from({ length: index }, () => true), notOf(item)],
      }),
    ),
  contains: (contains, { minContains, maxContains }) => [
    ...(minContains === 0 ? [] : [lists({ items: notOf(contains) })]),
    ...(typeof maxContains === 'number' ? [lists({ contains, minContains: maxContains + 1 })] : []),
  ],
  required: (value) => listOf(value).map((name) => objects({ forbidden: [name] })),
  forbidden: (value) => listOf(value).map((name) => objects({ required: [name] })),
  properties: (value) =>
    viewsOf(value).map(([name, view]) => objects({ required: [name], properties: { [name]: notOf(view) } })),
  additionalProperties: (other, view) => {
    const name = ['other', 'another', 'extra'].find((one) => viewOf(view['properties'], one) === undefined);
    return name === undefined ? [] : [objects({ required: [name], properties: { [name]: notOf(other) } })];
  },
  propertyNames: () => ['', '!', 'x', 'longer name'].map((name) => objects({ required: [name] })),
  minProperties: (value) => below(value, (maxProperties) => objects({ maxProperties })),
  maxProperties: (value) => [objects({ minProperties: counted(value) + 1 })],
  dependentRequired: (value) =>
    viewsOf(value).flatMap(([name, needed]) =>
      listOf(needed).map((other) => objects({ required: [name], forbidden: [other] })),
    ),
  dependentSchemas: (value) =>
    viewsOf(value).map(([name, schema]) => ({ allOf: [objects({ required: [name] }), notOf(schema)] })),
};

function combined(view: Rule): readonly View[] {
  const [anyOf, oneOf] = [listOf(view['anyOf']), listOf(view['oneOf'])];
  const noneOf = (branches: readonly View[]): View => ({
    allOf: branches.map((branch) => notOf(branch)),
  });
  const pairs = oneOf.flatMap((one, index) =>
    oneOf.slice(index + 1).map((other) => ({ allOf: [one, other] })),
  );
  const condition = view['if'];
  return [
    ...listOf(view['allOf']).map((part) => notOf(part)),
    ...(anyOf.length > 0 ? [noneOf(anyOf)] : []),
    ...(oneOf.length > 0 ? [noneOf(oneOf), ...pairs] : []),
    ...(view['not'] === undefined ? [] : [isRule(view['not']) ? view['not'] : view['not'] === true]),
    ...(condition !== undefined && view['then'] !== undefined
      ? [{ allOf: [condition, notOf(view['then'])] }]
      : []),
    ...(condition !== undefined && view['else'] !== undefined
      ? [{ allOf: [notOf(condition), notOf(view['else'])] }]
      : []),
  ];
}
