import {
  LAZY_REFERENCE,
  type ValidatedViews,
  type View,
} from '../../description/schemas/keywords/schema-view.ts';
import { isRefused, negationsOf, notOf } from '../views/negate.ts';
import { listOf, viewOf, viewsOf, type Rule } from '../views/rule.ts';

/** A choice between views. Those of each group are tried before those of the next. */
export type Choice = readonly (() => readonly View[])[];

/** What several views demand together. */
export interface Expanded {
  readonly rules: readonly Rule[];
  /** Of each, one has to be fitted too. */
  readonly choices: readonly Choice[];
  /** All that was taken apart, but for booleans. */
  readonly seen: ReadonlySet<View>;
}

/**
 * Follows the references of views, and takes their combinations apart. Undefined where nothing fits them. `known`: views
 * that are demanded already, which add nothing again.
 */
export function expand(
  views: ValidatedViews,
  goal: readonly View[],
  known: ReadonlySet<View> = new Set(),
): Expanded | undefined {
  const rules: Rule[] = [];
  const choices: Choice[] = [];
  const seen = new Set<View>();
  const waiting = [...goal];
  for (let view = waiting.shift(); view !== undefined; view = waiting.shift()) {
    if (view === false) return undefined;
    if (view === true || seen.has(view) || known.has(view)) continue;
    if (
      isRefused(views, view, (other) => typeof other !== 'boolean' && (seen.has(other) || known.has(other)))
    )
      return undefined;
    seen.add(view);
    const { rule, parts, own } = partsOf(views, view);
    if (rule !== undefined) rules.push(rule);
    waiting.push(...parts());
    choices.push(...own);
  }
  return { rules, choices, seen };
}

interface Parts {
  readonly rule: Rule | undefined;
  /** The views that have to be fitted too. */
  readonly parts: () => readonly View[];
  readonly own: readonly Choice[];
}

const taken = new WeakMap<object, Parts>();

const owners = new WeakMap<Rule, View>();

/** Returns the view that a rule is a part of. */
export function ownerOf(rule: Rule): View | undefined {
  return owners.get(rule);
}

function partsOf(views: ValidatedViews, view: Exclude<View, boolean>): Parts {
  const found = taken.get(view);
  if (found !== undefined) return found;
  const {
    allOf,
    anyOf,
    oneOf,
    not,
    if: condition,
    then,
    else: otherwise,
    dependentSchemas,
    $ref,
    [LAZY_REFERENCE]: lazy,
    ...rule
  } = view;
  const reference = $ref ?? lazy;
  const own: Choice[] = [];
  const [some, one] = [listOf(anyOf), listOf(oneOf)];
  if (some.length > 0) own.push([() => some]);
  if (one.length > 0) own.push(exactlyOne(one));
  if (not !== undefined) own.push(refused(views, viewOf(view, 'not') ?? true));
  if (condition !== undefined && (then !== undefined || otherwise !== undefined)) {
    const sides = [{ allOf: [condition, then ?? true] }, { allOf: [notOf(condition), otherwise ?? true] }];
    own.push([() => sides]);
  }
  for (const [name, schema] of viewsOf(dependentSchemas)) {
    const sides = [
      { forbidden: [name] },
      { allOf: [{ type: 'object', required: [name] }, schema] },
      { type: NO_OBJECT },
    ];
    own.push([() => sides]);
  }
  const hasRule = Object.keys(rule).length > 0;
  if (hasRule) owners.set(rule, view);
  const made: Parts = {
    rule: hasRule ? rule : undefined,
    parts: () => [...listOf(allOf), ...(typeof reference === 'string' ? [views.follow(reference)] : [])],
    own,
  };
  taken.set(view, made);
  return made;
}

const NO_OBJECT = ['string', 'number', 'boolean', 'array', 'null'];

/**
 * A branch of `oneOf`: first each of them alone, since values seldom fit another one too; then each with the others
 * negated.
 */
function exactlyOne(branches: readonly View[]): Choice {
  const apart = branches.map((branch) => ({
    allOf: [branch, ...branches.filter((other) => other !== branch).map((other) => notOf(other))],
  }));
  return [() => branches, () => apart];
}

/** Values that do not fit a view: first whatever else is demanded, then those that break one of its keywords. */
function refused(views: ValidatedViews, view: View): Choice {
  if (view === true) return [() => [false]];
  return [() => [true], () => negationsOf(views, view)];
}
