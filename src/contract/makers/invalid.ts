import { formatPointer } from '../../spec/json-pointer.ts';
import type { Operation } from '../../spec/operation.ts';
import type { Parameter } from '../../spec/parameter.ts';
import type { Case, Confidence, Expectation } from '../case.ts';
import { mutationsOf, type Mutation } from '../mutations.ts';
import { NO_DATA, ownDataFor, type OwnData } from '../own-data.ts';
import {
  fullCredentials,
  provenanceAt,
  validTemplate,
  violationsOf,
  weakest,
  type Maker,
  type Planning,
} from '../planning.ts';
import { refusedStatuses } from '../statuses.ts';
import { subjectCase } from '../subject-case.ts';
import { replaceAt, toRequestPlan, type Template } from '../template.ts';

/** Requests with one rule broken: a part left out, of another type, outside its bounds. */
export const makeInvalid: Maker = (planning, operation) => {
  const own = isRead(operation) ? NO_DATA : ownDataFor(planning, operation);
  const template = validTemplate(planning, operation, true, own.bound);
  if (template === undefined) return [];
  const wrong = [
    ...leftOutParameters(template),
    ...wrongParameters(planning, template),
    ...leftOutBody(template),
    ...wrongBodies(planning, template),
  ];
  return unique(wrong).flatMap((one) => invalidCase(planning, own, one));
};

function isRead({ method }: Operation): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A request that is wrong in one place. */
interface Wrong {
  readonly template: Template;
  readonly maker: string;
  readonly place: string;
  readonly title: string;
  readonly confidence: Confidence;
  /** JSON Pointer to the broken rule. */
  readonly rule: string;
  readonly isInPath: boolean;
}

/** Only what the judge calls wrong is a case: the wire cannot express everything that a schema can refuse. */
function invalidCase(planning: Planning, own: OwnData, wrong: Wrong): readonly Case[] {
  const { template, rule, isInPath, confidence, ...facts } = wrong;
  const { operation } = template;
  const request = toRequestPlan(template, fullCredentials(operation));
  if (request === undefined || violationsOf(planning, template).length === 0) return [];
  const provenance = weakest(operation.source.provenance, provenanceAt(planning, rule));
  const statuses = [...refusedStatuses(operation), ...(isInPath ? ['404'] : [])];
  const expect: Expectation = { outcome: 'refused', statuses, confidence };
  return [
    subjectCase(planning, operation, { ...facts, phase: 'negatives', provenance, own, request, expect }),
  ];
}

function leftOutParameters(template: Template): readonly Wrong[] {
  return [...template.parameters.keys()]
    .filter(({ required, location }) => required && location !== 'path')
    .map((parameter) => ({
      template: { ...template, parameters: without(template, parameter) },
      maker: 'required',
      place: placeOf(parameter),
      title: `${parameter.location} parameter ${parameter.name} left out`,
      confidence: 'definite',
      rule: parameter.pointer,
      isInPath: false,
    }));
}

function without({ parameters }: Template, parameter: Parameter): Template['parameters'] {
  return new Map([...parameters].filter(([candidate]) => candidate !== parameter));
}

function placeOf({ location, name }: Parameter): string {
  return `${location}${formatPointer([name])}`;
}

function wrongParameters(planning: Planning, template: Template): readonly Wrong[] {
  return [...template.parameters].flatMap(([parameter, value]) => {
    if (Object.hasOwn(template.bound, parameter.name)) return [];
    return mutationsOf(planning.description, parameter.schema, value).map((mutation): Wrong => {
      const changed = replaceAt(value, mutation.pointer, mutation.replacement);
      return {
        template: { ...template, parameters: new Map([...template.parameters, [parameter, changed]]) },
        maker: mutation.rule,
        place: `${placeOf(parameter)}${mutation.pointer}`,
        title: `${parameter.location} parameter ${parameter.name}${mutation.title.replace('the body', '')}`,
        confidence: 'likely',
        rule: mutation.pointer === '' ? parameter.pointer : mutation.schemaPointer,
        isInPath: parameter.location === 'path',
      };
    });
  });
}

function leftOutBody(template: Template): readonly Wrong[] {
  const { requestBody } = template.operation;
  if (requestBody?.required !== true) return [];
  return [
    {
      template: { ...template, body: undefined },
      maker: 'required',
      place: 'body',
      title: 'body left out',
      confidence: 'definite',
      rule: requestBody.pointer,
      isInPath: false,
    },
  ];
}

function wrongBodies(planning: Planning, template: Template): readonly Wrong[] {
  const { body } = template;
  const schema = body?.mediaType.schema;
  if (body === undefined || schema === undefined) return [];
  return mutationsOf(planning.description, schema, body.value).map((mutation) => ({
    template: {
      ...template,
      body: { ...body, value: replaceAt(body.value, mutation.pointer, mutation.replacement) },
    },
    maker: mutation.rule,
    place: `body${mutation.pointer}`,
    title: mutation.title,
    confidence: confidenceOf(mutation),
    rule: mutation.schemaPointer,
    isInPath: false,
  }));
}

/** What is left out or of another type is wrong beyond doubt; bounds are at times not enforced on purpose. */
function confidenceOf({ rule }: Mutation): Confidence {
  return rule === 'required' || rule === 'type' ? 'definite' : 'likely';
}

/** The same rule can be reached in two ways, such as through two branches. */
function unique(wrong: readonly Wrong[]): readonly Wrong[] {
  return [...new Map(wrong.map((one) => [`${one.maker} ${one.place}`, one])).values()];
}
