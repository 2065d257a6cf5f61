import { formatPointer } from '../../../base/json-pointer.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { listPlaceIn, type ItemPlace } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Fallback } from '../../case/bindings.ts';
import type { Step } from '../../case/case.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Planning } from '../requests/planning.ts';
import type { Template } from '../requests/template.ts';
import { validTemplate } from '../requests/valid-template.ts';
import { ANY_RESPONSE } from './item-steps.ts';

/**
 * Returns the step that takes the first item of a list for one that a case cannot create; undefined where there is no
 * list, or no identifier in it. Only a `reader` may use that item.
 */
export function existingItemStep(
  planning: Planning,
  { list, parameter, ...resource }: Resource,
  reader: Operation,
  bound: Readonly<Record<string, string>>,
): Step | undefined {
  const schema = list && successContent(list)?.schema;
  const place = listPlaceIn(planning.description, schema, { parameter, ...resource });
  const template = list && validTemplate(planning, list, false, bound);
  const fallback = inventedIdentifier(planning, reader, parameter);
  if (place === undefined || template === undefined || fallback === undefined) return undefined;
  return firstItemStep(planning, template, {
    name: parameter,
    resource: { list, parameter, ...resource },
    place,
    fallback,
  });
}

/** Returns the step that reads a list and binds the identifier of its first item as `name`. */
export function firstItemStep(
  planning: Planning,
  template: Template,
  {
    name,
    resource,
    place,
    fallback,
  }: {
    readonly name: string;
    readonly resource: Resource;
    /** The place of the list in its response. */
    readonly place: ItemPlace;
    readonly fallback: Fallback;
  },
): Step | undefined {
  const pointer = formatPointer([...place.envelope, '0', place.key]);
  return planStep(planning, template, {
    name: `look into ${resource.collectionPath}`,
    role: 'setup',
    expect: ANY_RESPONSE,
    bind: { [name]: { from: 'identifier', pointer } },
    fallbacks: { [name]: fallback },
  });
}

/** Returns an identifier for a list without a suitable one; undefined where none can be written as a plain value. */
function inventedIdentifier(planning: Planning, reader: Operation, name: string): Fallback | undefined {
  const template: Template | undefined = validTemplate(planning, reader, false);
  const found = [...(template?.parameters ?? [])].find(
    ([parameter]) => parameter.location === 'path' && parameter.name === name,
  );
  if (found === undefined || found[0].style !== 'simple') return undefined;
  const [parameter] = found;
  return { text: decodeURIComponent(encodeParameter(...found)), schema: parameter.schema.pointer };
}
