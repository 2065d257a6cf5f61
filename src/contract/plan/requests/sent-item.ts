import { atPointer, formatPointer } from '../../../base/json-pointer.ts';
import { equalJson, isObject } from '../../../base/json.ts';
import { withValue } from './other-values.ts';
import type { Planning } from './planning.ts';
import type { Template } from './template.ts';
import { violationsOf } from './valid-template.ts';

type Members = Readonly<Record<string, unknown>>;

/** Returns the item in a request's body: in the same envelope as in the response, else the body itself. */
export function sentItem(template: Template, envelope: readonly string[]): Members | undefined {
  const item = atPointer(template.body?.value, formatPointer(sentPlace(template, envelope)));
  return isObject(item) ? item : undefined;
}

/** Returns the place of that item: names from the body inwards. */
export function sentPlace({ body }: Template, envelope: readonly string[]): readonly string[] {
  return isObject(atPointer(body?.value, formatPointer(envelope))) ? envelope : [];
}

/** Returns the request with one member that differs from `before`, and beside it only what is needed. */
export function smallestChange(
  planning: Planning,
  template: Template,
  { before, envelope }: { readonly before: Members; readonly envelope: readonly string[] },
): Template {
  const item = sentItem(template, envelope) ?? {};
  const place = sentPlace(template, envelope);
  const changed = Object.keys(item).find((name) => !equalJson(item[name], before[name]));
  if (changed === undefined) return template;
  return Object.keys(item)
    .filter((name) => name !== changed)
    .map((name) => formatPointer([...place, name]))
    .reduce((current, pointer) => {
      const smaller = withValue(current, pointer, undefined);
      return violationsOf(planning, smaller).length === 0 ? smaller : current;
    }, template);
}
