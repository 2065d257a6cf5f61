import { member } from '../../base/json.ts';
import type { Description } from '../model/description.ts';
import type { Operation } from '../model/operation.ts';
import type { Parameter } from '../model/parameter.ts';
import { shapeOf, type ValueShape } from '../schemas/value-shape.ts';
import { isDisplaySwitch } from './display-switch.ts';
import { ANY, NO_FILTER } from './list-parameters.ts';
import { singularOf, spelling } from './naming.ts';

/** A parameter of a list that names a member of its items. */
export interface MemberFilter {
  readonly parameter: Parameter;
  readonly member: string;
  /**
   * `choice`: it has the choices that the member has; `switch`: it is on or off, or has choices of its own, and may well
   * mean something else.
   */
  readonly kind: 'text' | 'number' | 'choice' | 'switch';
  /** The choices of a switch, as they are written. */
  readonly choices: readonly string[];
}

/** Returns the parameters that choose items by a value of theirs; none that say how a list is shown. */
export function memberFiltersOf(
  { document }: Description,
  { parameters }: Operation,
  item: ValueShape,
): readonly MemberFilter[] {
  return parameters.flatMap((parameter): readonly MemberFilter[] => {
    const { location, name, required, content, style } = parameter;
    const isPair =
      location === 'query' && content === undefined && (style === 'form' || style === 'pipeDelimited');
    if (!isPair || required || NO_FILTER.test(name) || isDisplaySwitch(document, parameter)) return [];
    const named = memberNamed(item, name);
    const shown = named === undefined ? undefined : plainShape(item.property(named));
    const asked = plainShape(shapeOf(document, parameter.schema));
    if (named === undefined || shown === undefined || asked === undefined || isTime(parameter)) return [];
    const kind = kindOf(asked, shown);
    const choices = asked.primitives.includes('boolean') ? ['true', 'false'] : [...asked.strings];
    return kind === undefined ? [] : [{ parameter, member: named, kind, choices }];
  });
}

/** True for a parameter that is among the switches: it may well do something else than choose items. */
export function isSwitch(filters: readonly MemberFilter[], one: Parameter): boolean {
  return filters.some(({ parameter, kind }) => parameter === one && kind === 'switch');
}

/** A parameter `role` names a list `roles` as well. */
function memberNamed(item: ValueShape, name: string): string | undefined {
  const { propertyNames } = item;
  const same = [name, propertyNames.find((one) => spelling(one) === spelling(name))];
  const listed = propertyNames.find(
    (one) => item.property(one)?.allowsArray === true && singularOf(one) === spelling(name),
  );
  return [...same, listed].find((one) => one !== undefined && propertyNames.includes(one));
}

/** The shape of a plain value, or of those in a list of them. */
function plainShape(shape: ValueShape | undefined): ValueShape | undefined {
  if (shape?.isKnown !== true || shape.allowsObject) return undefined;
  if (!shape.allowsArray) return shape;
  const inner = shape.item(0);
  return inner.isKnown && !inner.allowsArray && !inner.allowsObject ? inner : undefined;
}

function isTime({ schema }: Parameter): boolean {
  return /date|time/.test(String(member(schema.definition, 'format')));
}

function kindOf(asked: ValueShape, shown: ValueShape): MemberFilter['kind'] | undefined {
  const isOf = ({ primitives }: ValueShape, ...types: readonly string[]) =>
    primitives.some((type) => types.includes(type));
  if (isOf(asked, 'boolean')) return isOf(shown, 'boolean') ? 'switch' : undefined;
  if (isOf(asked, 'integer', 'number')) return isOf(shown, 'integer', 'number') ? 'number' : undefined;
  if (!isOf(asked, 'string') || !isOf(shown, 'string')) return undefined;
  const choices = [...asked.strings].filter((choice) => !ANY.test(choice));
  if (choices.length === 0) return 'text';
  const isSame = shown.strings.size > 0 && choices.every((choice) => shown.strings.has(choice));
  return isSame ? 'choice' : 'switch';
}
