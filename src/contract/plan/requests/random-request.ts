import { replaceAt } from '../../../base/edit-json.ts';
import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { pick, type Random } from '../../../base/random.ts';
import { canExpress } from '../../../codec/parameters/parameter-codec.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import { namesMembers } from '../../../description/resources/projection-parameter.ts';
import { shapeOf } from '../../../description/schemas/value-shape.ts';
import { generated } from '../../../generate/generate-value.ts';
import { edgesOf, type Edge } from '../values/boundary-variants.ts';
import { isSpan, likelyValue } from '../values/likely-value.ts';
import { withValue } from './other-values.ts';
import type { Planning } from './planning.ts';
import { dataOf, givenValue } from './target-data.ts';
import { isLeftAlone, type Template } from './template.ts';
import { isNaturalKey } from './unique-values.ts';
import { violationsOf } from './valid-template.ts';

/** A valid request, and the names of its parts that were chosen at random. */
export interface RandomRequest {
  readonly template: Template;
  readonly varied: readonly string[];
}

interface RandomRequestContext {
  readonly full: Template;
  readonly least: Template;
  /** True for values that the description allows without mentioning them. */
  readonly isOpen: boolean;
  readonly random: Random;
}

/**
 * Returns a random request between the smallest and the fullest: parameters present or not, members left out, other
 * values. Changes that would make it invalid are not made. Identifiers stay, and so do the ends of ranges, which fit
 * each other. Of a body that is given, nothing is left out.
 */
export function randomRequest(planning: Planning, drawing: RandomRequestContext): RandomRequest {
  const start: RandomRequest = { template: drawing.least, varied: [] };
  const withParameters = [...drawing.full.parameters].reduce(
    (drawn, [parameter, value]) => drawParameter(planning, drawing, drawn, { parameter, value }),
    start,
  );
  return drawBody(planning, drawing, withParameters);
}

function isHeads({ random }: RandomRequestContext): boolean {
  return random.below(2) === 0;
}

function drawParameter(
  planning: Planning,
  drawing: RandomRequestContext,
  drawn: RandomRequest,
  { parameter, value }: { readonly parameter: Parameter; readonly value: unknown },
): RandomRequest {
  const { location, name, required } = parameter;
  const isGiven = givenValue(planning.data, drawing.full.operation, parameter) !== undefined;
  const isFixed = location === 'path' || isLeftAlone(parameter) || isSpan(name) || isGiven;
  if (isFixed || isHeads(drawing)) return drawn;
  const shape = shapeOf(planning.description.document, parameter.schema);
  const other = otherValue(planning, drawing, parameter, value);
  const candidates = [other, ...(required ? [] : [value])];
  const template = candidates
    .filter((one) => one !== undefined && canExpress(parameter, shape, one))
    .map((one) => ({
      ...drawn.template,
      parameters: new Map([...drawn.template.parameters, [parameter, one]]),
    }))
    .find((one) => violationsOf(planning, one).length === 0);
  return template === undefined ? drawn : { template, varied: [...drawn.varied, name] };
}

/** Returns a boundary value, or any other valid one. */
function otherValue(
  planning: Planning,
  drawing: RandomRequestContext,
  parameter: Parameter,
  value: unknown,
): unknown {
  const { schema, name } = parameter;
  if (REFERENCE.test(name) || namesMembers(planning.description, parameter)) return undefined;
  const edges = [...edgesOf(planning.description, schema, value, drawing.full.operation.id)].filter((edge) =>
    isWelcome(drawing, edge),
  );
  const edge = isHeads(drawing) ? pick(drawing.random, edges) : undefined;
  if (edge !== undefined) return replaceAt(value, edge.pointer, edge.replacements[0]);
  return generated(planning.description, schema, {
    seed: drawing.random.below(SEEDS),
    names: [name],
    direction: 'request',
    suggest: likelyValue('parameter', name),
  });
}

const SEEDS = 2 ** 31;

function isWelcome({ isOpen }: RandomRequestContext, { isOpen: isEdgeOpen, pointer, rule }: Edge): boolean {
  const name = parsePointer(pointer).at(-1) ?? '';
  return (
    (isOpen || !isEdgeOpen) &&
    rule !== 'branch' &&
    (rule === 'left-out' || !isNaturalKey(name)) &&
    !isSpan(name)
  );
}

/** How many members of a body get a boundary value. */
const MOST_EDGES = 4;

function drawBody(planning: Planning, drawing: RandomRequestContext, drawn: RandomRequest): RandomRequest {
  const { full, random } = drawing;
  const schema = full.body?.mediaType.schema;
  if (full.body === undefined || schema === undefined) return drawn;
  const isLeftOut = full.operation.requestBody?.required !== true && isHeads(drawing);
  if (isLeftOut) return drawn;
  const isGiven = dataOf(planning.data, full.operation).body !== undefined;
  const value = isGiven ? full.body.value : anotherBody(planning, drawing);
  const start: RandomRequest = {
    template: { ...drawn.template, body: { ...full.body, value } },
    varied: drawn.varied,
  };
  if (violationsOf(planning, start.template).length > 0) return drawn;
  const edges = [...edgesOf(planning.description, schema, value, full.operation.id)].filter((edge) =>
    isWelcome(drawing, edge),
  );
  const leftOut = edges.filter(({ rule }) => rule === 'left-out' && isHeads(drawing) && !isGiven);
  const others = edges.filter(({ rule }) => rule !== 'left-out');
  const some = Array.from({ length: MOST_EDGES }, () => pick(random, others)).filter(
    (edge) => edge !== undefined,
  );
  return [...leftOut, ...some].reduce((current, edge) => withEdge(planning, current, edge), start);
}

/** Returns the fullest body, or another one with the same identifiers, references and ends of ranges. */
function anotherBody(planning: Planning, drawing: RandomRequestContext): unknown {
  const { body, operation } = drawing.full;
  const schema = body?.mediaType.schema;
  if (body === undefined || schema === undefined || isHeads(drawing)) return body?.value;
  const made = generated(planning.description, schema, {
    seed: drawing.random.below(SEEDS),
    names: [operation.id],
    direction: 'request',
    suggest: likelyValue('body', ''),
  });
  return made === undefined ? body.value : kept(made, body.value);
}

function kept(made: unknown, known: unknown): unknown {
  if (!isObject(made) || !isObject(known)) return made;
  const entries = Object.entries(made).flatMap(([name, value]): [string, unknown][] => {
    const isKept = REFERENCE.test(name) || isSpan(name);
    if (!isKept) return [[name, kept(value, known[name])]];
    return Object.hasOwn(known, name) ? [[name, known[name]]] : [];
  });
  return Object.fromEntries(entries);
}

/** Gives a member a boundary value, where it is still present and the request stays valid. */
function withEdge(planning: Planning, drawn: RandomRequest, { pointer, replacements }: Edge): RandomRequest {
  const { template, varied } = drawn;
  const isThere = pointer === '' || atPointer(template.body?.value, pointer) !== undefined;
  if (!isThere || varied.includes(wordOf(pointer))) return drawn;
  const changed = replacements
    .map((replacement) => withValue(template, pointer, replacement))
    .find((one) => violationsOf(planning, one).length === 0);
  return changed === undefined ? drawn : { template: changed, varied: [...varied, wordOf(pointer)] };
}

function wordOf(pointer: string): string {
  return pointer === '' ? 'the body' : formatPointer(parsePointer(pointer));
}
