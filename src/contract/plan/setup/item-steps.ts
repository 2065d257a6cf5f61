import { formatPointer } from '../../../base/json-pointer.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { itemPlaceIn } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Bindings } from '../../case/bindings.ts';
import type { Expectation, Step } from '../../case/case.ts';
import { placeholder } from '../../case/placeholder.ts';
import { accepted } from '../requests/expectations.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Planning } from '../requests/planning.ts';
import type { Template } from '../requests/template.ts';
import { hasInventedPathItem, validTemplate } from '../requests/valid-template.ts';

/** What a response says where nothing is expected of it. */
export const ANY_RESPONSE: Expectation = { outcome: 'any', statuses: [], confidence: 'advice' };

/** Returns a request that creates an item; undefined where none can be made, or only one below an invented item. */
export function newItemTemplate(
  planning: Planning,
  { create }: Resource,
  bound: Template['bound'],
  { optional = true }: { readonly optional?: boolean } = {},
): Template | undefined {
  const template = create && validTemplate(planning, create, optional, bound);
  return template === undefined || hasInventedPathItem(planning, template) ? undefined : template;
}

/** Returns the step that creates an item, whose identifier later steps know as `item`; undefined where none is told. */
export function createStep(
  planning: Planning,
  resource: Resource,
  template: Template | undefined,
  {
    name = 'create',
    role = 'setup',
    item = resource.parameter,
    expect = template && accepted(template.operation),
  }: {
    readonly name?: string;
    readonly role?: Step['role'];
    readonly item?: string;
    readonly expect?: Expectation | undefined;
  } = {},
): Step | undefined {
  const bind = createdIdentifier(planning, resource, item);
  if (expect === undefined || Object.keys(bind).length === 0) return undefined;
  return planStep(planning, template, { name, role, expect, bind });
}

/** Returns the step that deletes the item whose identifier is bound as `item`; none where the description has no way to. */
export function cleanupSteps(
  planning: Planning,
  resource: Resource,
  bound: Template['bound'],
  item = resource.parameter,
): readonly Step[] {
  const whole = { ...bound, [resource.parameter]: placeholder(item) };
  const template = resource.delete && validTemplate(planning, resource.delete, false, whole);
  const step = planStep(planning, template, {
    name: 'clean up',
    role: 'cleanup',
    expect: ANY_RESPONSE,
    bind: {},
  });
  return step === undefined ? [] : [step];
}

/** Binds the identifier of a created item as `item`: a member of the response, else the end of its Location field. */
export function createdIdentifier(
  { description }: Planning,
  resource: Resource,
  item = resource.parameter,
): Bindings {
  const { create } = resource;
  const place = create && itemPlaceIn(description, successContent(create)?.schema, resource);
  if (place !== undefined) {
    const pointer = formatPointer([...place.envelope, place.key]);
    return { [item]: { from: 'identifier', pointer } };
  }
  const successes = create?.responses.filter(({ status }) => status.startsWith('2')) ?? [];
  const isLocated =
    successes.length > 0 &&
    successes.every(({ headers }) => headers.some(({ name }) => /^location$/i.test(name)));
  return isLocated ? { [item]: { from: 'identifier' } } : {};
}
