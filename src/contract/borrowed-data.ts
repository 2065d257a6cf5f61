import { encodeParameter } from '../conformance/parameter-codec.ts';
import type { Description } from '../spec/description.ts';
import type { Operation } from '../spec/operation.ts';
import { listPlaceIn, successContent, type ItemPlace, type Resource } from '../spec/resource.ts';
import type { Expectation, Step, Substitute } from './case.ts';
import { fullCredentials, validTemplate, type Planning } from './planning.ts';
import { toRequestPlan, type Template } from './template.ts';

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
  const otherwise = madeUp(planning, reader, parameter);
  if (place === undefined || template === undefined || otherwise === undefined) return undefined;
  return lookStep(planning, template, {
    name: parameter,
    resource: { list, parameter, ...resource },
    place,
    otherwise,
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
    otherwise,
  }: {
    readonly name: string;
    readonly resource: Resource;
    /** Of the list in its answer. */
    readonly place: ItemPlace;
    readonly otherwise: Substitute;
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
    bind: { [name]: [...place.envelope, '0', place.key] },
    otherwise: { [name]: otherwise },
  };
}

const ANYTHING: Expectation = { outcome: 'any', statuses: [], confidence: 'advice' };

/** What stands for the identifier where the list has none that fits; undefined where nothing, or nothing plain, can. */
function madeUp(planning: Planning, reader: Operation, name: string): Substitute | undefined {
  const template: Template | undefined = validTemplate(planning, reader, false);
  const found = [...(template?.parameters ?? [])].find(
    ([parameter]) => parameter.location === 'path' && parameter.name === name,
  );
  if (found === undefined || found[0].style !== 'simple') return undefined;
  const [parameter] = found;
  return { text: decodeURIComponent(encodeParameter(...found)), schema: parameter.schema.pointer };
}

/** Whether what a list shows can stand for a parameter at all: identifiers are not always what the paths take. */
export function canStandFor({ schema }: Substitute, text: string, { validators }: Description): boolean {
  const isValid = validators.at(schema, 'request');
  const values = [text, ...(/^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [])];
  return values.some((value) => isValid(value).length === 0);
}

/** How what is expected changes where a request is about an item that is somebody else's, or is made up. */
export function expectedOfBorrowed(
  expect: Expectation,
  { isFound, isItself }: { readonly isFound: boolean; readonly isItself: boolean },
): Expectation {
  if (expect.outcome === 'unauthenticated') return expect;
  const isCertain = expect.outcome !== 'accepted' || (isFound && isItself);
  return { ...expect, ...(!isCertain && { outcome: 'any' }), tolerated: STATES };
}

/** It may be gone meanwhile, not for everybody's eyes, or in no state for that. */
const STATES = ['403', '404', '409', '410'];
