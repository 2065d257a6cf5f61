import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import type { Step } from '../../case/case.ts';
import { accepted } from '../requests/expectations.ts';
import { planStep } from '../requests/plan-step.ts';
import type { Planning } from '../requests/planning.ts';
import type { Template } from '../requests/template.ts';
import { validTemplate } from '../requests/valid-template.ts';

/** What a path leads through: the texts of its parameters, and the steps that create the items. */
interface Above {
  readonly bound: Readonly<Record<string, string>>;
  readonly before: readonly Step[];
}

/** An item that PUT creates, and the texts of the parameters in its path. */
interface PutItem {
  /** The smallest request that creates it. */
  readonly template: Template;
  readonly bound: Above['bound'];
}

/** Adds an item that is created with PUT; undefined where `newPutItem` returns none. */
export function putItem(planning: Planning, resource: Resource, above: Above): Above | undefined {
  const item = newPutItem(planning, resource, above);
  if (item === undefined) return undefined;
  const { template, bound } = item;
  const expect = accepted(template.operation);
  const step = planStep(planning, template, { name: 'create', role: 'setup', expect, bind: {} });
  return step && { bound, before: [...above.before, step] };
}

/**
 * Returns an item under invented names: only in a parent of the case's own, where nobody else has one, and where PUT is
 * documented to create (201) and the item can be deleted. Undefined elsewhere.
 */
export function newPutItem(planning: Planning, resource: Resource, above: Above): PutItem | undefined {
  const { create, replace, delete: remove } = resource;
  const isOwnParent = above.before.at(-1)?.fallbacks === undefined && above.before.length > 0;
  const creates = replace?.responses.some(({ status }) => status === '201') === true;
  if (create !== undefined || replace === undefined || remove === undefined) return undefined;
  if (!isOwnParent || !creates) return undefined;
  const template = validTemplate(planning, replace, false, above.bound);
  if (template === undefined) return undefined;
  const named = [...template.parameters].filter(([{ location }]) => location === 'path');
  const names = named.map(([parameter, value]) => [parameter.name, encodeParameter(parameter, value)]);
  const bound = { ...(Object.fromEntries(names) as Readonly<Record<string, string>>), ...above.bound };
  return { template, bound };
}

/** Returns the names of another item than the one that has these; undefined where there is none. */
export function otherPutItem(
  { description }: Planning,
  { template, bound }: PutItem,
  above: Above,
): Above['bound'] | undefined {
  const invented = template.operation.parameters.filter(
    ({ location, name }) => location === 'path' && !Object.hasOwn(above.bound, name),
  );
  for (const { name, schema } of invented) {
    const { strings } = shapeOf(description.document, schema);
    const validate = description.validators.of(schema, 'request');
    const texts = [...strings, `${bound[name]}2`, `${bound[name]}b`];
    const other = texts.find((text) => text !== bound[name] && validate(text).length === 0);
    if (other !== undefined) return { ...bound, [name]: other };
  }
  return undefined;
}
