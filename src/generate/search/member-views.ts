import { atPointer } from '../../base/json-pointer.ts';
import { member } from '../../base/json.ts';
import { compilePattern } from '../../description/schemas/pattern.ts';
import type { View } from '../../description/schemas/keywords/schema-view.ts';
import { fitsView } from '../views/fits-view.ts';
import { isRule, listOf, viewOf, viewsOf, viewsUnder, type Rule } from '../views/rule.ts';
import type { SearchContext } from './search-context.ts';

/** Returns what a member has to fit, by its name; undefined where it may not be there. */
export function memberViews(
  { views }: SearchContext,
  rules: readonly Rule[],
  name: string,
): readonly View[] | undefined {
  const found: View[] = [];
  let isEvaluated = false;
  for (const rule of rules) {
    const own = viewOf(rule['properties'], name);
    const named = viewsOf(rule['patternProperties']).filter(([pattern]) =>
      compilePattern(pattern).test(name),
    );
    const listed = [...(own === undefined ? [] : [own]), ...named.map(([, view]) => view)];
    const others = listed.length === 0 ? viewOf(rule, 'additionalProperties') : undefined;
    found.push(...listed, ...(others === undefined ? [] : [others]));
    isEvaluated ||= listed.length > 0 || others !== undefined;
    if (listOf(rule['forbidden']).some((one) => String(one) === name)) return undefined;
    if (rule['propertyNames'] !== undefined && !fitsView(views, viewOf(rule, 'propertyNames'), name))
      return undefined;
  }
  if (!isEvaluated) found.push(...viewsUnder(rules, 'unevaluatedProperties'));
  const isOut = found.some((view) => view === false || (isRule(view) && view['notAnswered'] === true));
  return isOut ? undefined : found;
}

/** True for members that the direction does not have. */
export function isHidden(context: SearchContext, rules: readonly Rule[], name: string): boolean {
  return rules.some((rule) => isFlagged(context, viewOf(rule['properties'], name), context.hidden));
}

export function isDeprecated(context: SearchContext, rules: readonly Rule[], name: string): boolean {
  return rules.some((rule) => isFlagged(context, viewOf(rule['properties'], name), 'deprecated'));
}

function isFlagged({ views, document }: SearchContext, view: View | undefined, flag: string): boolean {
  const pointer = views.pointerOf(view);
  return pointer !== undefined && member(atPointer(document, pointer), flag) === true;
}
