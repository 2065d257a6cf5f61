import { formatPointer } from '../../../base/json-pointer.ts';
import { encodeParameter } from '../../../codec/parameters/parameter-codec.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { successContent } from '../../../description/resources/body-content.ts';
import { listPlaceIn, type ItemPlace } from '../../../description/resources/item-place.ts';
import type { Resource } from '../../../description/resources/resource.ts';
import type { Fallback } from '../../case/bindings.ts';
import type { Expectation, Step } from '../../case/case.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import type { Planning } from '../requests/planning.ts';
import { toRequestPlan, type Template } from '../requests/template.ts';
import { validTemplate } from '../requests/valid-template.ts';

/**
 * The request for a list whose first item stands for one that a case cannot make; undefined where the list, or the
 * identifier in it, cannot be told. Whoever asks about that item only looks at it.
 */
export function borrowStep(
  planning: Planning,
  { list, parameter, ...resource }: Resource,
  reader: Operation,
  bound: Readonly<Record<string, string>>,
): Step | undefined {
  const schema = list && successContent(list)?.schema;
  const place = listPlaceIn(planning.description, schema, { parameter, ...resource });
  const template = list && validTemplate(planning, list, false, bound);
  const fallback = madeUp(planning, reader, parameter);
  if (place === undefined || template === undefined || fallback === undefined) return undefined;
  return lookStep(planning, template, {
    name: parameter,
    resource: { list, parameter, ...resource },
    place,
    fallback,
  });
}

/** The request for a list that binds the identifier of its first item as `name`. */
export function lookStep(
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
    /** Of the list in its answer. */
    readonly place: ItemPlace;
    readonly fallback: Fallback;
  },
): Step | undefined {
  const request = toRequestPlan(template, fullCredentials(planning, template.operation));
  if (request === undefined) return undefined;
  return {
    name: `look into ${resource.collectionPath}`,
    role: 'setup',
    operationId: template.operation.id,
    request,
    expect: ANYTHING,
    bind: { [name]: { from: 'identifier', pointer: formatPointer([...place.envelope, '0', place.key]) } },
    fallbacks: { [name]: fallback },
  };
}

const ANYTHING: Expectation = { outcome: 'any', statuses: [], confidence: 'advice' };

/** What stands for the identifier where the list has none that fits; undefined where nothing, or nothing plain, can. */
function madeUp(planning: Planning, reader: Operation, name: string): Fallback | undefined {
  const template: Template | undefined = validTemplate(planning, reader, false);
  const found = [...(template?.parameters ?? [])].find(
    ([parameter]) => parameter.location === 'path' && parameter.name === name,
  );
  if (found === undefined || found[0].style !== 'simple') return undefined;
  const [parameter] = found;
  return { text: decodeURIComponent(encodeParameter(...found)), schema: parameter.schema.pointer };
}
